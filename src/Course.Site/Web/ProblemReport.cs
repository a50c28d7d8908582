using System.Text;
using Course.Content.Book;
using Course.Site.Runs;
using Course.Site.Theming;

namespace Course.Site.Web;

/// <summary>The link with which a learner reports a problem: an issue form or a mail, filled in with what the page knows.</summary>
internal static class ProblemReport
{
    /// <summary>The link for a lesson's page; null where the course takes no reports. Scripts add the snippet and the viewport to its text.</summary>
    public static string? Link(CourseFacts course, LessonPair lesson, LessonText text, LessonRuns runs, string address, Strings words)
    {
        if (course.Reports is not { } to) return null;
        var proof = runs.Records.Values.Select(static r => r.Run).Where(static r => r is not null).OrderByDescending(static r => r!.Date).ThenBy(static r => r!.Commit, StringComparer.Ordinal).FirstOrDefault();
        var body = new StringBuilder();
        body.Append(Plain(words["report-what"])).Append("\n\n\n---\n");
        body.Append("page: ").Append(course.Url is { } url ? new Uri(url, address).AbsoluteUri : address).Append('\n');
        body.Append("language: ").Append(text.Language).Append('\n');
        body.Append("commit: ").Append(proof?.Commit ?? "-").Append('\n');
        var title = $"[{lesson.Facts.Id}] ";
        var (subject, separator) = to.Scheme == Uri.UriSchemeMailto ? ("subject", to.Query.Length > 0 ? '&' : '?') : ("title", to.Query.Length > 0 ? '&' : '?');
        return $"{to.AbsoluteUri}{separator}{subject}={Uri.EscapeDataString(title)}&body={Uri.EscapeDataString(body.ToString())}";
    }

    private static string Plain(string html) => System.Net.WebUtility.HtmlDecode(html);
}
