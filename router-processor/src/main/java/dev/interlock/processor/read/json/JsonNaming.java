package dev.interlock.processor.read.json;

import dev.interlock.processor.source.Annotations;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;

/** Applies the naming conventions of avaje-jsonb to Java names in camel case. */
final class JsonNaming {
    private static final Pattern WORD_START = Pattern.compile("(?<![A-Z])(?=[A-Z])");

    private JsonNaming() {}

    /** Returns the name of the constant of {@code Json.Naming} that a type sets; {@code Match} by default. */
    static String convention(TypeElement type) {
        return Annotations.named(type, JsonAdapters.JSON)
                .map(json -> Annotations.constant(json, "naming"))
                .orElse("Match");
    }

    /**
     * Returns the JSON name of a component or field.
     *
     * @param convention name of the constant of {@code Json.Naming}
     */
    static String name(String component, String convention) {
        return switch (convention) {
            case "LowerUnderscore" -> separated(component, "_");
            case "LowerHyphen" -> separated(component, "-");
            case "LowerSpace" -> separated(component, " ");
            case "UpperUnderscore" -> separated(component, "_").toUpperCase(Locale.ROOT);
            case "UpperHyphen" -> separated(component, "-").toUpperCase(Locale.ROOT);
            case "UpperSpace" -> separated(component, " ").toUpperCase(Locale.ROOT);
            case "UpperCamel" -> component.substring(0, 1).toUpperCase(Locale.ROOT) + component.substring(1);
            default -> component;
        };
    }

    private static String separated(String component, String separator) {
        return WORD_START.matcher(component).replaceAll(separator).toLowerCase(Locale.ROOT);
    }
}
