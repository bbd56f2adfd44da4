using System.Globalization;

namespace Hangfire;

/// <summary>Runs a job in the culture of the thread that created it.</summary>
public sealed class CaptureCultureAttribute : JobFilterAttribute, IClientFilter, IServerFilter
{
    private const string Culture = "CurrentCulture";
    private const string UICulture = "CurrentUICulture";
    private const string Previous = "PreviousCultures";

    public CaptureCultureAttribute()
        : this(defaultCultureName: null) { }

    public CaptureCultureAttribute(string defaultCultureName)
        : this(defaultCultureName, captureDefault: true) { }

    public CaptureCultureAttribute(string defaultCultureName, bool captureDefault)
        : this(defaultCultureName, defaultCultureName, captureDefault) { }

    public CaptureCultureAttribute(string defaultCultureName, string defaultUICultureName, bool captureDefault)
    {
        DefaultCultureName = defaultCultureName;
        DefaultUICultureName = defaultUICultureName;
        CaptureDefault = captureDefault;
    }

    public string DefaultCultureName { get; }
    public string DefaultUICultureName { get; }
    public bool CaptureDefault { get; }

    public void OnCreating(CreatingContext context)
    {
        if (CaptureDefault || CultureInfo.CurrentCulture.Name != DefaultCultureName)
        {
            context.SetJobParameter(Culture, CultureInfo.CurrentCulture.Name);
        }

        if (CaptureDefault || CultureInfo.CurrentUICulture.Name != DefaultUICultureName)
        {
            context.SetJobParameter(UICulture, CultureInfo.CurrentUICulture.Name);
        }
    }

    public void OnCreated(CreatedContext context) { }

    public void OnPerforming(PerformingContext context)
    {
        context.Items[Previous] = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        if ((context.GetJobParameter<string>(Culture, allowStale: true) ?? DefaultCultureName) is { } culture)
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        }

        if ((context.GetJobParameter<string>(UICulture, allowStale: true) ?? DefaultUICultureName) is { } uiCulture)
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(uiCulture);
        }
    }

    public void OnPerformed(PerformedContext context)
    {
        if (context.Items.TryGetValue(Previous, out var previous))
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = ((CultureInfo, CultureInfo))previous;
        }
    }
}
