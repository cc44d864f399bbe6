using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Writing;

/// <summary>Writes described providers as provider files. The same model gives the same bytes: order of the model, two spaces, line feeds, UTF-8.</summary>
public static class MetadataWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file of a provider whose modules run in ThorAPI. Reading it gives an equal model.</summary>
    /// <param name="provider">A provider without operations and smoke tests.</param>
    /// <exception cref="ArgumentException">It has operations or smoke tests: such files are written by people.</exception>
    public static string Write(ProviderMetadata provider)
    {
        if (provider is null)
        {
            throw new ArgumentNullException(nameof(provider));
        }

        if (provider.Modules.Any(module => module.Operation is not null) || provider.CredentialKinds.Any(kind => kind.Verification.Requests.Count > 0))
        {
            throw new ArgumentException("Only providers whose modules run in ThorAPI are written.", nameof(provider));
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteBoolean("pulled", provider.Pulled);
            WriteProvider(json, provider);
            Array(json, "credentialKinds", provider.CredentialKinds, WriteKind);
            Array(json, "modules", provider.Modules, WriteModule);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()).Replace("\r\n", "\n") + "\n";
    }

    private static void WriteProvider(Utf8JsonWriter json, ProviderMetadata provider)
    {
        json.WriteStartObject("provider");
        json.WriteString("id", provider.Id);
        json.WriteString("name", provider.Name);
        json.WriteString("category", provider.Category);
        Text(json, "description", provider.Description);
        if (provider.Version != "0.0.0")
        {
            json.WriteString("version", provider.Version);
        }

        json.WriteString("accentColor", provider.AccentColor);
        Text(json, "icon", provider.Icon);
        Text(json, "docsUrl", provider.DocsUrl);
        Text(json, "manageUrl", provider.ManageUrl);
        json.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter json, CredentialKindMetadata kind)
    {
        json.WriteString("id", kind.Id);
        json.WriteString("name", kind.Name);
        Text(json, "description", kind.Description);
        Array(json, "fields", kind.Fields, static (json, field) =>
        {
            json.WriteString("key", field.Key);
            json.WriteString("label", field.Label);
            Text(json, "help", field.Help);
            Flag(json, "secret", field.Secret);
            Flag(json, "required", field.Required);
            Flag(json, "multiLine", field.MultiLine);
            if (field.RenamedFrom.Count > 0)
            {
                json.WriteStartArray("renamedFrom");
                foreach (string old in field.RenamedFrom)
                {
                    json.WriteStringValue(old);
                }

                json.WriteEndArray();
            }

            Text(json, "default", field.Default ?? "");
            json.WriteString("accountProperty", char.ToLowerInvariant(field.AccountProperty[0]) + field.AccountProperty.Substring(1));
        });
    }

    private static void WriteModule(Utf8JsonWriter json, ModuleMetadata module)
    {
        json.WriteString("moduleClass", module.ModuleClass);
        json.WriteString("moduleType", module.ModuleType);
        json.WriteString("name", module.Name);
        Text(json, "category", module.Category);
        Text(json, "description", module.Description);
        Texts(json, "aliases", module.Aliases);
        Texts(json, "tags", module.Tags);
        if (!module.NeedsCredential)
        {
            json.WriteBoolean("needsCredential", false);
        }

        Texts(json, "credentialKinds", module.CredentialKinds);
        Array(json, "inputs", module.Inputs, WriteInput);
        Array(json, "outputs", module.Outputs, static (json, output) =>
        {
            json.WriteString("name", output.Name);
            json.WriteString("type", output.Type);
            Text(json, "description", output.Description);
            if (output.Path != output.Name)
            {
                json.WriteString("jsonPath", output.Path);
            }

            Schema(json, "schema", output.Shape);
        });
        if (module.Behavior is { } behavior)
        {
            json.WriteStartObject("behavior");
            Flag(json, "idempotent", behavior.Idempotent);
            Flag(json, "requiresNetwork", behavior.RequiresNetwork);
            Texts(json, "sideEffects", behavior.SideEffects);
            json.WriteEndObject();
        }

        Array(json, "exceptions", module.Errors, static (json, error) =>
        {
            json.WriteString("exceptionClass", error.Code);
            Text(json, "cause", error.Cause);
            Text(json, "userAction", error.Action);
            if (error.Status is { } status)
            {
                json.WriteNumber("httpStatus", status);
            }
        });
        Array(json, "dependencies", module.Dependencies, static (json, dependency) =>
        {
            Text(json, "type", dependency.Type);
            json.WriteString("name", dependency.Name);
            Text(json, "description", dependency.Description);
            Flag(json, "required", dependency.Required);
        });
    }

    private static void WriteInput(Utf8JsonWriter json, InputMetadata input)
    {
        PresentationMetadata shown = input.Presentation;
        json.WriteString("name", input.Name);
        json.WriteString("type", shown.Control.Length > 0 ? shown.Control : input.Type);
        Text(json, "description", input.Description);
        Flag(json, "required", input.Required);
        if (input.Default is { } initial)
        {
            json.WriteString("defaultValue", initial);
        }

        Texts(json, "allowedValues", input.AllowedValues);
        Number(json, "minimum", input.Minimum);
        Number(json, "maximum", input.Maximum);
        Number(json, "step", shown.Step);
        Number(json, "minLength", input.MinLength?.ToString(CultureInfo.InvariantCulture));
        Number(json, "maxLength", input.MaxLength?.ToString(CultureInfo.InvariantCulture));
        Text(json, "pattern", input.Pattern ?? "");
        Text(json, "helpText", shown.HelpText);
        Text(json, "placeholder", shown.Placeholder);
        Number(json, "order", shown.Order?.ToString(CultureInfo.InvariantCulture));
        Text(json, "group", shown.Group);
        Flag(json, "advanced", shown.Advanced);
        Flag(json, "sensitive", shown.Sensitive);
        Texts(json, "examples", shown.Examples);
        if (shown.VisibleWhen is { } when)
        {
            json.WriteStartObject("visibleWhen");
            json.WriteString("input", when.Input);
            Texts(json, "in", when.Values);
            json.WriteEndObject();
        }

        Schema(json, "schema", input.Shape);
    }

    private static void Schema(Utf8JsonWriter json, string? name, ShapeMetadata? shape)
    {
        if (shape is null)
        {
            return;
        }

        if (name is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        WriteShape(json, shape);
        json.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter json, ShapeMetadata shape)
    {
        (string type, string? format) = shape.Type switch
        {
            ValueTypes.Date => ("string", "date"),
            ValueTypes.DateTime => ("string", "date-time"),
            ValueTypes.Json => ("", null),
            _ => (shape.Type, null),
        };
        Text(json, "type", type);
        Text(json, "format", format ?? "");
        Texts(json, "enum", shape.AllowedValues);
        Schema(json, "items", shape.Items);
        Texts(json, "required", new EquatableArray<string>([.. shape.Properties.Where(property => property.Required).Select(property => property.Name)]));
        if (shape.Properties.Count > 0)
        {
            json.WriteStartObject("properties");
            foreach (PropertyMetadata property in shape.Properties)
            {
                json.WriteStartObject(property.Name);
                Text(json, "description", property.Description);
                WriteShape(json, property.Shape);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, EquatableArray<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static void Flag(Utf8JsonWriter json, string name, bool flag)
    {
        if (flag)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, string? number)
    {
        if (number is not null)
        {
            json.WriteNumber(name, decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }
}
