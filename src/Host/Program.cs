using Dsr.Access;
using Dsr.Consent;
using Dsr.Host;
using Dsr.Meetings;
using Dsr.Rating;
using Dsr.Referrals;
using Dsr.Reporting;

return await Dsr.Host.Register.RunAsync(args,
[
    new AccessModule(),
    new ReferralsModule(),
    new ConsentModule(),
    new RatingModule(),
    new MeetingsModule(),
    new ReportingModule(),
]);

/// <summary>The program; public so that tests can start it.</summary>
public partial class Program;
