using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Engine.Tests.Guard;

/// <summary>Whose the parked work is, where the host holds tenants apart.</summary>
public sealed class TenancyTests
{
    private readonly GuardWorld _world = new();

    [Theory]
    [InlineData("acme", null, "acme")]
    [InlineData("acme", "other", "acme")]
    [InlineData(null, "other", "other")]
    [InlineData(null, null, null)]
    [InlineData("", "other", null)]
    [InlineData(" ", "other", null)]
    [InlineData(null, " ", null)]
    public async Task The_field_says_whose_it_is_or_else_the_actor(string? field, string? actor, string? tenant)
    {
        _world.Guard.Options.TenantField = "shop";

        var admission = await _world.AdmitAsync(Item(actor, Refund(field)));

        Assert.Equal(tenant, admission.Approval?.Tenant);
        if (tenant is null)
        {
            Assert.Equal((AdmissionKind.Fault, AdmissionCodes.TenantUnknown), (admission.Kind, admission.Code));
            Assert.Contains(
                await _world.RecordsAsync(),
                record => record is { Kind: AuditKind.Faulted, Detail: AdmissionCodes.TenantUnknown }
            );
        }
    }

    [Fact]
    public async Task Work_of_two_tenants_is_nobodys()
    {
        _world.Guard.Options.TenantField = "shop";
        var mixed = await _world.AdmitAsync(Item(null, Refund("acme"), Refund("other")));
        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.TenantUnknown), (mixed.Kind, mixed.Code));
        var half = await _world.AdmitAsync(Item("other", Refund("acme"), Refund(null)));
        Assert.Equal(AdmissionCodes.TenantUnknown, half.Code);
        var same = await _world.AdmitAsync(Item("acme", Refund("acme"), Refund(null)));
        Assert.Equal((AdmissionKind.Park, "acme"), (same.Kind, same.Approval!.Tenant));
    }

    [Fact]
    public async Task Where_tenants_are_not_held_apart_there_are_none()
    {
        var admission = await _world.AdmitAsync(Item("other", Refund("acme")));
        Assert.Equal((AdmissionKind.Park, null), (admission.Kind, admission.Approval!.Tenant));
    }

    [Fact]
    public async Task Work_that_needs_no_approval_needs_no_tenant()
    {
        _world.Guard.Options.TenantField = "shop";
        Assert.Equal(AdmissionKind.Run, (await _world.AdmitAsync(GuardWorld.Refund(10))).Kind);
    }

    private static WorkAction Refund(string? shop) =>
        new(
            "refund",
            new GuardWorld.FixedFields(
                shop is null
                    ? new FieldMap { { "amount", 5000.0 } }
                    : new FieldMap { { "amount", 5000.0 }, { "shop", shop } }
            ),
            "message"
        );

    private static WorkItem Item(string? tenant, params WorkAction[] actions) =>
        new()
        {
            Kind = WorkKind.Message,
            Endpoint = "refunds",
            WorkId = "m-1",
            Actions = actions,
            Digest = () => "digest",
            Identity = GuardWorld.Alice with { Tenant = tenant },
        };
}
