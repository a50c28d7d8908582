namespace Course.Snippets.Compilation;

/// <summary>What to do about the compiler errors that lessons meet most.</summary>
internal static class Remedies
{
    /// <summary>The remedy for an error id.</summary>
    public static string For(string id) => id switch
    {
        "CS0103" => "Declare the name in this snippet or an earlier one of the session, or add the using that brings it in.",
        "CS0246" or "CS0234" => "Check the spelling, or add the using to the session's first snippet.",
        "CS0128" or "CS0136" => "Choose another name, assign without declaring again, or give the snippet its own session=.",
        "CS0101" => "Rename one of the two types, or give the snippet its own session=.",
        "CS0111" => "Rename one of the two members.",
        "CS1537" => "Choose another alias; usings of all snippets of a session are put together.",
        "CS1529" => "Move the using to the snippet's first lines.",
        "CS1002" => "End the statement with a semicolon.",
        "CS1513" or "CS1514" or "CS1022" => "Balance the braces within the snippet; each snippet must be whole by itself.",
        "CS1035" => "Close the comment within the snippet.",
        "CS1010" or "CS1039" or "CS8997" or "CS9006" => "Close the string within the snippet.",
        "CS0165" => "Assign the variable before it is read.",
        "CS1061" or "CS0117" => "Check the member's name against the library's version that the course uses.",
        _ => "Mend the code, or say fails= with the error's id if the lesson shows this error.",
    };

    /// <summary>The remedy for a warning id.</summary>
    public static string ForWarning(string id) =>
        $"Change the code so that the compiler has nothing to say, or put #pragma warning disable {id} into the snippet.";
}
