using System.Text.Json.Nodes;
using Dsr.Access;
using Dsr.Consent;
using Dsr.Meetings;
using Dsr.Rating;
using Dsr.Referrals;
using Dsr.Reporting;
using Dsr.Ui;

namespace Dsr.Tests.Shared;

public sealed class AreaTests : IDisposable
{
    public static readonly Areas Shipped = Areas.Load(Path.Combine(AppContext.BaseDirectory, "areas"));

    private static readonly string[] FirstStages = ["owner", "owner", "manager", "team"];
    private readonly string _folder = Directory.CreateTempSubdirectory("dsr-areas-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Five_areas_ship_and_every_section_of_each_can_be_read()
    {
        Shipped.All.Select(area => area.Key).ShouldBe(["nottinghamshire", "northamptonshire", "south-yorkshire", "staffordshire", "sunderland"], ignoreOrder: true);
        Shipped.Check<PublicArea>("public").Check<ReferralsArea>("referrals").Check<ConsentArea>("consent").Check<RatingArea>("rating")
            .Check<MeetingsArea>("meetings").Check<ReportingArea>("reporting").Check<AccessArea>("access");
    }

    [Fact]
    public void What_only_one_area_says_is_said_by_its_profile()
    {
        var people = Shipped["sunderland"].Section<PublicArea>("public");
        people.CrisisLines[0].Phone.ShouldBe("0303 123 1145");
        people.NotAnEmergencyService.ShouldContain("9am to 5pm");
        Shipped["sunderland"].Section<MeetingsArea>("meetings").FocusRatings.ShouldBe(["red", "amber"]);

        Shipped.All.Where(area => area.Section<PublicArea>("public").SelfReferral.Rule == PublicArea.SelfReferralKind.WithHelper).ShouldHaveSingleItem().Key.ShouldBe("nottinghamshire");
        Shipped.All.Where(area => area.Section<ReferralsArea>("referrals").Diagnosis.Primary).ShouldHaveSingleItem().Key.ShouldBe("nottinghamshire");
        Shipped.All.Where(area => area.Section<PublicArea>("public").TrainingRequests).ShouldHaveSingleItem().Key.ShouldBe("staffordshire");
        Shipped.All.Where(area => area.Section<MeetingsArea>("meetings").FirstMeetingWithPerson).ShouldHaveSingleItem().Key.ShouldBe("northamptonshire");
        Shipped.All.Where(area => area.Section<MeetingsArea>("meetings").Exceptional.TeamMeetingFirst).ShouldHaveSingleItem().Key.ShouldBe("staffordshire");

        Shipped["northamptonshire"].Section<RatingArea>("rating").Tools[0].ShouldBe(new RatingArea.Choice("criteria-19", "1"));
        Shipped["northamptonshire"].Section<ReferralsArea>("referrals").Criteria.Items.Count.ShouldBe(19 + 1);
        Shipped["nottinghamshire"].Section<ReferralsArea>("referrals").Criteria.Items.Count.ShouldBe(8 + 1);
        Shipped["staffordshire"].Section<MeetingsArea>("meetings").Exceptional.RequiredItems.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("staffordshire", "Staffs", "Staffordshire")]
    [InlineData("staffordshire", "stoke on trent", "Stoke-on-Trent")]
    [InlineData("staffordshire", "Stoke", "Stoke-on-Trent")]
    [InlineData("nottinghamshire", "Notts", "Nottinghamshire")]
    [InlineData("nottinghamshire", "Nottingham", "Nottingham")]
    [InlineData("staffordshire", "Wales?", null)]
    public void A_local_authority_is_known_by_the_ways_people_write_it(string area, string written, string? name) =>
        Shipped[area].Section<ReferralsArea>("referrals").LocalAuthority(written).ShouldBe(name);

    [Theory]
    [InlineData(0, "gillick parental care-order")]
    [InlineData(15, "gillick parental care-order")]
    [InlineData(16, "own-consent best-interests")]
    [InlineData(17, "own-consent best-interests")]
    [InlineData(18, "own-consent lpa deputy best-interests")]
    public void The_lawful_authorities_of_an_age_are_those_of_the_table(int age, string kinds)
    {
        foreach (var area in Shipped.All)
        {
            area.Section<ConsentArea>("consent").LawfulAt(age).Select(kind => kind.Key).ShouldBe(kinds.Split(' '));
        }
    }

    [Fact]
    public void Stale_updates_are_reminded_in_stages_and_red_sooner()
    {
        var stages = Shipped["staffordshire"].Section<ReferralsArea>("referrals").StaleReminders;
        stages.Of("red").Select(stage => stage.DaysAfter).ShouldBe([0, 2, 4, 7]);
        stages.Of("green").Select(stage => stage.DaysAfter).ShouldBe([0, 7, 14, 21]);
        stages.Of("green").Select(stage => stage.To.ToString().ToLowerInvariant()).ShouldBe(FirstStages);
    }

    [Fact]
    public void A_quorum_can_be_reached_with_the_organisations_of_the_profile()
    {
        foreach (var area in Shipped.All)
        {
            var kinds = area.Section<AccessArea>("access").Organisations.SelectMany(organisation => organisation.AllKinds).ToHashSet();
            var quorum = area.Section<MeetingsArea>("meetings").Quorum;
            quorum.Kinds.Concat(quorum.ForYoungPeople).ShouldAllBe(kind => kinds.Contains(kind), area.Key);
        }
    }

    [Fact]
    public void A_section_is_read_once() =>
        Shipped["sunderland"].Section<ReportingArea>("reporting").ShouldBeSameAs(Shipped["sunderland"].Section<ReportingArea>("reporting"));

    [Fact]
    public void A_misspelt_a_missing_and_a_wrong_value_are_all_named_with_their_paths_and_mends()
    {
        var fault = Should.Throw<AreaProfileException>(() => Changed(profile =>
        {
            var meetings = profile["meetings"]!.AsObject();
            meetings["feedbackWorkingDay"] = 2;
            meetings.Remove("feedbackWorkingDays");
            meetings["series"]!["pattern"]!["day"] = "moonday";
            meetings["quorum"]!["kinds"] = "health";
            meetings["exceptional"]!["requiredItems"]![1] = "why";
            meetings["ratingChangesFirst"] = null;
        }).Check<MeetingsArea>("meetings"));

        fault.Faults.Select(one => one.Path).ShouldBe(
            ["$.meetings.series.pattern.day", "$.meetings.ratingChangesFirst", "$.meetings.exceptional.requiredItems[1]", "$.meetings.quorum.kinds", "$.meetings.feedbackWorkingDay", "$.meetings.feedbackWorkingDays"],
            ignoreOrder: true);
        fault.Message.ShouldContain("sunderland.json: $.meetings.feedbackWorkingDays: is missing. Write a whole number");
        fault.Message.ShouldContain("$.meetings.series.pattern.day: should be one of sunday, monday, tuesday");
        fault.Message.ShouldContain("$.meetings.feedbackWorkingDay: is not known here. Known are name, series, focusRatings");
        fault.Message.ShouldContain("$.meetings.exceptional.requiredItems[1]: should be one of full-name, purpose");
    }

    [Fact]
    public void Values_that_do_not_go_together_are_named()
    {
        Should.Throw<AreaProfileException>(() => Changed(profile => profile["meetings"]!["series"]!["end"] = "13:00:00").Check<MeetingsArea>("meetings"))
            .Faults.ShouldHaveSingleItem().ShouldBe(new AreaFault("$.meetings.series.end", "should be after start"));
        Should.Throw<AreaProfileException>(() => Changed(profile => profile["reporting"]!["threshold"] = 3).Check<ReportingArea>("reporting"))
            .Faults[0].Path.ShouldBe("$.reporting.threshold");
        Should.Throw<AreaProfileException>(() => Changed(profile => profile["consent"]!["kinds"]![6]!["fromAge"] = 12).Check<ConsentArea>("consent"))
            .Faults.ShouldHaveSingleItem().Path.ShouldBe("$.consent.kinds[6].fromAge");
        Should.Throw<AreaProfileException>(() => Changed(profile => profile["consent"]!["kinds"]![2]!["toAge"] = 17).Check<ConsentArea>("consent"))
            .Faults.ShouldHaveSingleItem().Path.ShouldBe("$.consent.kinds[2].toAge");
    }

    [Fact]
    public void A_section_that_is_not_there_is_named() =>
        Should.Throw<AreaProfileException>(() => Changed(profile => profile.Remove("rating")).Check<RatingArea>("rating"))
            .Faults.ShouldHaveSingleItem().Path.ShouldBe("$.rating");

    [Theory]
    [InlineData("""{ "key": "here", "name": "Here" }""", "$.registerName")]
    [InlineData("""{ "key": "there", "name": "There", "registerName": "DSR" }""", "$.key")]
    [InlineData("""{ "key": "here", "name": "Here", "registerName": "DSR", "nam": "x" }""", "$.nam")]
    [InlineData("""{ "key": "here", """, "line 1")]
    [InlineData("""{ "key": "here", "key": "here" }""", "$")]
    [InlineData("[]", "$")]
    public void A_file_that_is_no_profile_is_refused(string json, string path)
    {
        File.WriteAllText(Path.Combine(_folder, "here.json"), json);
        var fault = Should.Throw<AreaProfileException>(() => Areas.Load(_folder));
        fault.Faults.ShouldHaveSingleItem().Path.ShouldBe(path);
        fault.File.ShouldEndWith("here.json");
    }

    [Fact]
    public void A_folder_that_is_not_there_or_holds_none_is_refused()
    {
        Should.Throw<AreaProfileException>(() => Areas.Load(Path.Combine(_folder, "none"))).Message.ShouldContain("DSR_AREAS");
        Should.Throw<AreaProfileException>(() => Areas.Load(_folder)).Message.ShouldContain("holds no area profile");
    }

    [Fact]
    public void A_new_area_is_a_new_file_and_an_own_file_takes_the_place_of_a_shipped_one()
    {
        File.WriteAllText(Path.Combine(_folder, "sunderland.json"), """{ "key": "sunderland", "name": "Sunderland", "registerName": "Our DSR" }""");
        File.WriteAllText(Path.Combine(_folder, "elsewhere.json"), """{ "key": "elsewhere", "name": "Elsewhere", "registerName": "Elsewhere DSR" }""");
        var areas = Areas.Load(Path.Combine(AppContext.BaseDirectory, "areas"), _folder);

        areas.All.Count.ShouldBe(6);
        areas["sunderland"].RegisterName.ShouldBe("Our DSR");
        areas.TryGet("elsewhere", out var added).ShouldBeTrue();
        added.Name.ShouldBe("Elsewhere");
        areas.TryGet("nowhere", out _).ShouldBeFalse();
    }

    private Areas Changed(Action<JsonObject> change)
    {
        var profile = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "areas", "sunderland.json")))!.AsObject();
        change(profile);
        File.WriteAllText(Path.Combine(_folder, "sunderland.json"), profile.ToJsonString());
        return Areas.Load(_folder);
    }
}
