namespace Dsr.Ui;

/// <summary>The routes (ui.md 7). Views and handlers link through these, never through strings of their own.</summary>
public static class Links
{
    /// <summary>The signed-in start.</summary>
    public const string Home = "/home";

    /// <summary>The DSR team's list.</summary>
    public const string Register = "/register";

    /// <summary>A professional's list.</summary>
    public const string MyPeople = "/my-people";

    /// <summary>The search box; results stand at <see cref="SearchResults"/>.</summary>
    public const string Search = "/search";

    /// <summary>The DSR team's inbox.</summary>
    public const string Inbox = "/inbox";

    /// <summary>Referrals.</summary>
    public const string Referrals = "/referrals";

    /// <summary>Meetings.</summary>
    public const string Meetings = "/meetings";

    /// <summary>Reports.</summary>
    public const string Reports = "/reports";

    /// <summary>Who asks for somebody to come off the register.</summary>
    public const string Removals = "/requests/removals";

    /// <summary>Who asks for a Meeting by Exception.</summary>
    public const string MeetingRequests = "/requests/meetings";

    /// <summary>Who is referred to keyworking and peer support, and who could be.</summary>
    public const string Keyworking = "/keyworking";

    /// <summary>Questions, feedback, complaints and offers to help, as the DSR team answers them.</summary>
    public const string Enquiries = "/enquiries";

    /// <summary>Training: who asked for it, and who had it.</summary>
    public const string Training = "/requests/training";

    /// <summary>The public form that asks a question.</summary>
    public const string AskQuestion = "/contact/question";

    /// <summary>The public form that asks for training.</summary>
    public const string AskTraining = "/professional/training";

    /// <summary>One enquiry, as the DSR team answers it.</summary>
    public static string Enquiry(Guid id) => $"{Enquiries}/{id}";

    /// <summary>What becomes of something that was sent by a public form.</summary>
    public static string EnquirySent(Guid id, bool easy) => $"{(easy ? Easy : "/contact")}/sent/{id}";

    /// <summary>The public form for feedback, and for who wants to help; or its easy read.</summary>
    public static string Feedback(bool easy) => (easy ? Easy : "") + "/feedback";

    /// <summary>The public form for a complaint, or its easy read.</summary>
    public static string Complaint(bool easy) => (easy ? Easy : "") + "/complaints";

    /// <summary>Entries that move between areas.</summary>
    public const string Transfers = "/requests/transfers";

    /// <summary>A request for removal, to decide.</summary>
    public static string Removal(Guid id) => $"{Removals}/{id}";

    /// <summary>An entry that moves between areas.</summary>
    public static string Transfer(Guid id) => $"{Transfers}/{id}";

    /// <summary>Somebody is asked to become the owner of a record.</summary>
    public static string Handover(Guid id) => $"/handovers/{id}";

    /// <summary>The people of an owner who leaves get another.</summary>
    public static string Reassign(Guid userId) => $"/owners/{userId}/reassign";

    /// <summary>Results of a search that the session keeps.</summary>
    public static string SearchResults(Guid id) => $"/search/{id}";

    /// <summary>Entries that may be one person twice.</summary>
    public const string Duplicates = "/register/duplicates";

    /// <summary>Two such entries side by side.</summary>
    public static string Duplicate(string one, string other) => $"{Duplicates}/{one}/{other}";

    /// <summary>Two entries of one person that are merged.</summary>
    public static string Merge(Guid id) => $"/register/merges/{id}";

    /// <summary>A draft's task list.</summary>
    public static string Draft(Guid id) => $"/referrals/draft/{id}";

    /// <summary>A task of a draft.</summary>
    public static string Draft(Guid id, string task) => $"/referrals/draft/{id}/{task}";

    /// <summary>A sent referral, as its sender sees it.</summary>
    public static string Referral(string reference) => $"/referrals/{reference}";

    /// <summary>A sent referral, as the DSR team decides it.</summary>
    public static string Triage(string reference) => $"/triage/{reference}";

    /// <summary>A meeting.</summary>
    public static string Meeting(Guid id) => $"/meetings/{id}";

    /// <summary>A page of a meeting: agenda, people, run, close, minutes, feedback.</summary>
    public static string Meeting(Guid id, string page) => $"/meetings/{id}/{page}";

    /// <summary>The public start of a self-referral, or its easy read.</summary>
    public static string SelfReferral(bool easy) => easy ? "/easy/self-referral" : "/self-referral";

    /// <summary>A page of a self-referral that somebody is making.</summary>
    public static string SelfReferral(Guid id, string step, bool easy) => $"{SelfReferral(easy)}/{id}/{step}";

    /// <summary>A self-referral that is held back until the team has read it.</summary>
    public static string Held(Guid id) => $"{HeldBack}/{id}";

    /// <summary>The self-referrals that are held back.</summary>
    public const string HeldBack = "/referrals/held";

    /// <summary>What has become of a referral, by reference or by a link.</summary>
    public const string Track = "/track";

    /// <summary>Easy read.</summary>
    public const string Easy = "/easy";

    /// <summary>Pages of a person's record.</summary>
    public static class Person
    {
        /// <summary>The summary.</summary>
        public static string Summary(string reference) => $"/people/{reference}";

        /// <summary>A page of the record, like <c>updates/add</c> or <c>ratings/change</c>.</summary>
        public static string Page(string reference, string page) => $"/people/{reference}/{page}";

        /// <summary>The updates and timeline.</summary>
        public static string Updates(string reference) => $"/people/{reference}/updates";
    }
}
