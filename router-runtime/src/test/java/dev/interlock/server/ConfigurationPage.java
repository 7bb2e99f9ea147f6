package dev.interlock.server;

/** Writes {@code docs/configuration.md}. */
final class ConfigurationPage {
    private static final String INTRODUCTION = """
            # Configuration

            A server's settings are methods of `ServerBuilder`, and each in the table can be overridden from outside, without
            a change of code: by the system property, or else by the environment variable.

            ```sh
            INTERLOCK_PORT=9000 java -Dinterlock.max-body=4m -jar service.jar
            ```

            - The first there is counts: system property, environment variable, builder, default.
            - Durations are written `500ms`, `10s`, `2m`, `1h`, `1d` or as ISO 8601 has them (`PT10S`); bytes as `65536`, `64k`,
              `1m` or `1g`.
            - A value that cannot be read or is out of its range ends the start with one line that names the setting, where the
              value is from, the range and a tip; so does a property `interlock.*` or a variable `INTERLOCK_*` that is none of
              these, since a misspelt limit would be one that does not hold. Variables that Kubernetes sets for a service
              called `interlock` are left alone.
            - Both hold for every server of the process; `overridable(false)` excepts one from it, such as a second one for
              administration.

            The builder alone has `readiness`, `blockingExecutor`, `handleSignals` and `overridable`.

            This page is generated: run the tests of `router-runtime` with `-Dgolden.update=true`.

            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private ConfigurationPage() {}

    static String write() {
        ConfigurationPage page = new ConfigurationPage();
        page.row("setting", "property, variable", "default", "range", "beyond it");
        page.row("---", "---", "---", "---", "---");
        for (Setting<?> each : Setting.ALL) {
            page.add(each);
        }
        return page.page.toString();
    }

    private <T> void add(Setting<T> setting) {
        row(
                "`" + builderMethod(setting) + "`: " + setting.meaning(),
                "`" + setting.property() + "`<br>`" + setting.variable() + "`",
                setting.standardText(),
                setting.type().range(),
                setting.beyond());
    }

    /** Name of the method that sets the setting: its name in camel case. */
    static String builderMethod(Setting<?> setting) {
        StringBuilder method = new StringBuilder();
        for (String word : setting.name().split("-", -1)) {
            method.append(method.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return method.toString();
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
