using System.Reflection;

namespace Dsr.Referrals;

/// <summary>A question of a referral that an area asks only where its file says so: nobody collects what they do not use (domain 4.3, S3 "minimum required").</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionalAttribute(string key) : Attribute
{
    public string Key => key;
}

/// <summary>The tasks that a draft answers with a form of its own, and the questions in them that an area may leave out.</summary>
internal static class OptionalFields
{
    /// <summary>The whole task on earlier reviews.</summary>
    public const string Reviews = "reviews";

    public static readonly IReadOnlyDictionary<string, Type> Forms = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        [DraftReferrerPage.Task] = typeof(DraftReferrerPage.Form),
        [DraftCriteriaPage.Task] = typeof(DraftCriteriaPage.Form),
        [DraftDetailsPage.Task] = typeof(DraftDetailsPage.Form),
        [DraftCommunicationPage.Task] = typeof(DraftCommunicationPage.Form),
        [DraftHomePage.Task] = typeof(DraftHomePage.Form),
        [DraftNetworkPage.Task] = typeof(DraftNetworkPage.Form),
        [DraftHealthPage.Task] = typeof(DraftHealthPage.Form),
        [DraftReviewsPage.Task] = typeof(DraftReviewsPage.Form),
        [DraftWorriesPage.Task] = typeof(DraftWorriesPage.Form),
        [DraftTriedPage.Task] = typeof(DraftTriedPage.Form),
        [DraftActionsPage.Task] = typeof(DraftActionsPage.Form),
    };

    public static readonly IReadOnlySet<string> Known = Forms.Values.SelectMany(Of).Select(field => field.Key).Append(Reviews).ToHashSet(StringComparer.Ordinal);

    /// <summary>Empties what the area does not ask, whatever was posted.</summary>
    public static T Keep<T>(T form, ReferralsArea area) where T : notnull
    {
        var empty = Activator.CreateInstance(form.GetType())!;
        foreach (var (key, property) in Of(form.GetType()).Where(field => !area.Asks(field.Key))) property.SetValue(form, property.GetValue(empty));
        return form;
    }

    private static IEnumerable<(string Key, PropertyInfo Property)> Of(Type form)
        => form.GetProperties().Select(property => (property.GetCustomAttribute<OptionalAttribute>()?.Key, property)).Where(field => field.Key is not null).Select(field => (field.Key!, field.property));
}
