using System.Collections.Immutable;

namespace Course.Content.Book;

/// <summary>achievements.yaml: what learners get points for, and the names of levels and achievements.</summary>
/// <param name="ExerciseXp">XP of a passed exercise.</param>
/// <param name="GuessXp">XP of a prediction made before its output was revealed.</param>
/// <param name="Levels">Names of the levels, from level 0; the last is the name of all that follow.</param>
/// <param name="Achievements">The achievements, in the order in which they are shown.</param>
public sealed record Play(int ExerciseXp, int GuessXp, ImmutableArray<LocalizedText> Levels, ImmutableArray<Achievement> Achievements)
{
    /// <summary>A course without play.</summary>
    public static Play None { get; } = new(0, 0, [], []);
}

/// <summary>Something to be proud of.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Needs">When it is earned: all of these.</param>
public sealed record Achievement(string Id, LocalizedText Title, LocalizedText Text, Needs Needs);

/// <summary>A condition, all of whose parts must hold. The client evaluates it.</summary>
/// <param name="Lessons">So many lessons are done.</param>
/// <param name="Exercises">So many exercises are passed.</param>
/// <param name="Guesses">So many predictions were made.</param>
/// <param name="Tracks">So many tracks are done, each with all lessons of its plan.</param>
/// <param name="Level">This level is reached.</param>
/// <param name="Lesson">This lesson is done.</param>
/// <param name="Track">This track is done.</param>
/// <param name="All">The whole plan is done.</param>
public sealed record Needs(int? Lessons, int? Exercises, int? Guesses, int? Tracks, int? Level, string? Lesson, string? Track, bool All);
