package dev.interlock.processor.read.json;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Applies the naming strategies of Jackson. The strategies are the classes in {@code PropertyNamingStrategies}. */
final class JacksonNaming {
    private static final String PACKAGE = "com.fasterxml.jackson.databind.";
    /** Start of a word for snake case. Consecutive capitals belong to one word. */
    private static final Pattern SNAKE = Pattern.compile("(?<=[^\\p{Lu}_])(?=\\p{Lu})");
    /** Start of a word for kebab case. The last of several capitals starts the next word. */
    private static final Pattern KEBAB =
            Pattern.compile("(?<=[^\\p{Lu}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}[^\\p{Lu}])");

    private JacksonNaming() {}

    /**
     * Returns the name of a property in JSON; empty if the strategy is not one of Jackson's strategies.
     *
     * @param strategy name of the class of the strategy
     */
    static Optional<String> name(String property, String strategy) {
        if (!strategy.startsWith(PACKAGE)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (strategy.substring(strategy.lastIndexOf('.') + 1)) {
                    case "LowerCamelCaseStrategy" -> property;
                    case "UpperCamelCaseStrategy" ->
                        property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
                    case "SnakeCaseStrategy" -> snake(property);
                    case "UpperSnakeCaseStrategy" -> snake(property).toUpperCase(Locale.ROOT);
                    case "LowerCaseStrategy" -> property.toLowerCase(Locale.ROOT);
                    case "KebabCaseStrategy" -> separated(property, "-");
                    case "LowerDotCaseStrategy" -> separated(property, ".");
                    default -> null;
                });
    }

    private static String snake(String property) {
        String name = SNAKE.matcher(property).replaceAll("_").toLowerCase(Locale.ROOT);
        return name.length() > 1 && name.startsWith("_") ? name.substring(1) : name;
    }

    private static String separated(String property, String separator) {
        return KEBAB.matcher(property).replaceAll(separator).toLowerCase(Locale.ROOT);
    }
}
