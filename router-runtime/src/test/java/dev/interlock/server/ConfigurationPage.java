package dev.interlock.server;

import dev.interlock.internal.settings.Setting;

/** Writes {@code docs/configuration.md}. */
final class ConfigurationPage {
    private static final String INTRODUCTION = """
            # Configuration

            Each setting of a server is a method of `ServerBuilder`. A system property, an environment variable or a
            file can override it without a change of code.

            ```sh
            INTERLOCK_PORT=9000 java -Dinterlock.max-body=4m -jar service.jar
            ```

            - The first source that has the setting counts: command line, system property, environment variable,
              configuration file, builder, default. `/config` of the [admin port](admin.md) shows the source of each
              value.
            - `ServerBuilder.arguments(args)` reads the command line: `--port 9000`, `--max-body=4m` and so on.
            - `--config FILE`, or else the property `interlock.config`, or else the variable `INTERLOCK_CONFIG`, names the
              configuration file. It
              consists of lines such as `interlock.max-body=4m` in UTF-8 (the format of Java's properties). Names without
              the prefix `interlock.` belong to the application. An application can also name the file:
              `ServerBuilder.config(path)`.
            - Durations: `500ms`, `10s`, `2m`, `1h`, `1d`, or ISO 8601 (`PT10S`). Numbers of bytes: `65536`, `64k`, `1m`
              or `1g`.
            - If a value cannot be read or is out of its range, the server does not start. One line names the setting,
              the source of the value, the range and a tip.
            - The server does not start either if a property `interlock.*` or a variable `INTERLOCK_*` names no setting,
              because a misspelt limit would have no effect. A name that occurs twice in the file is a mistake, too. Variables that Kubernetes sets for a service called
              `interlock` are ignored.
            - A setting of TLS without a certificate, or of HTTP/2 without its protocol, is a mistake, too.
            - Properties, variables and the file of `INTERLOCK_CONFIG` apply to every server of the process, except servers with `overridable(false)`.
              Use this for a second server in the process.

            Only the builder sets `readiness`, `blockingExecutor`, `handleSignals`, `listener`, `endpoint`, `config`, `arguments` and
            `overridable`. `admin` also adds health checks and pages.

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

    /** Returns whether the setting is a part of {@code ServerBuilder.accessLog}. */
    static boolean isOfAccessLog(Setting<?> setting) {
        return setting.name().startsWith("access-log");
    }

    /** Returns whether the setting is a part of {@code ServerBuilder.admin}. */
    static boolean isOfAdmin(Setting<?> setting) {
        return setting.name().startsWith("admin-");
    }

    /** Returns whether {@code ServerBuilder.tls} sets the setting. */
    static boolean isOfTls(Setting<?> setting) {
        return setting.name().startsWith("tls-");
    }

    /** Returns whether {@code ServerBuilder.protocol} sets the setting. */
    static boolean isOfProtocol(Setting<?> setting) {
        return setting.name().startsWith("http2-");
    }

    /** Returns the name of the method that sets the setting: its name in camel case. */
    static String builderMethod(Setting<?> setting) {
        if (isOfAccessLog(setting)) {
            return "accessLog";
        }
        if (isOfAdmin(setting)) {
            return "admin";
        }
        if (isOfTls(setting)) {
            return "tls";
        }
        if (isOfProtocol(setting)) {
            return "protocol";
        }
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
