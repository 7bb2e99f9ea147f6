package dev.interlock.processor.diagnostics;

import dev.interlock.processor.report.Diagnosis;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code docs/diagnostics.md}. */
final class DiagnosticsPage {
    private static final Map<Character, String> GROUPS = Map.of(
            '1', "Applications, controllers and handlers",
            '2', "Templates and routes",
            '3', "Parameters",
            '4', "Bodies and results",
            '5', "Protobuf views and writers",
            '6', "JSON and media types",
            '7', "Constraints",
            '8', "Errors, roles and filters",
            '9', "Streams, files, entity tags, parts and the proof of the tables");

    private static final String INTRODUCTION = """
            # Diagnostics

            Every mistake in a route that the processor can find is an error of the compiler. The error has a code and a tip, and is
            at the annotation, value, parameter or class with the mistake. A conflict is shown at both places. Codes never change
            their meaning.

            `[IL000]` is a bug of the processor, not of the sources. It names the class or method that the processor was working on,
            and the file with the stack trace. Please open an issue in the issue tracker of Interlock with the stack trace and the
            source of that class or method.
            `[IL001]` is a generated file that cannot be written. It gives the reason.

            The sources below are in package `shop` and import `dev.interlock.annotation.*`. If an example shows no application, an
            application lists its controllers. A test compiles each example, and the page shows the errors of the compiler. This
            page is generated: change the examples in `router-processor/src/test/resources/diagnostics` and run the
            tests of `router-processor` with `-Dgolden.update=true`.
            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private DiagnosticsPage() {}

    static String write() throws IOException {
        DiagnosticsPage page = new DiagnosticsPage();
        char group = 0;
        for (Diagnosis message : Example.messages().toList()) {
            char next = message.code().charAt(2);
            if (next != group) {
                page.line("").line("## " + next + "xx: " + GROUPS.get(next));
                group = next;
                page.addProto(group);
            }
            page.add(Example.of(message));
        }
        return page.page.toString();
    }

    /** Adds the {@code .proto} file that the examples of a group use. */
    private void addProto(char group) throws IOException {
        if (group == '5') {
            line("").line("The views and writers below are for these messages in `shop.proto`:");
            line("").line("```proto")
                    .line(Files.readString(Descriptors.SOURCE).strip())
                    .line("```");
        }
    }

    private void add(Example example) {
        Diagnosis message = example.message();
        String title = message.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        line("").line("### " + message.code() + ": " + title);
        line("").line(example.explanation());
        addSources(example.wrong());
        line("").line("```text");
        String kind = message.isWarning() ? "warning" : "error";
        for (Compilation.Complaint error : example.complaints()) {
            line(error.file() + ":" + error.line() + ": " + kind + ": " + error.text());
        }
        line("```");
        line("").line("Instead:");
        addSources(example.right());
    }

    private void addSources(List<Example.Block> blocks) {
        for (Example.Block block : blocks) {
            if (block.isLibrary()) {
                line("").line("In a library:");
            }
            line("").line("```" + block.language()).line(block.code()).line("```");
        }
    }

    private DiagnosticsPage line(String text) {
        page.append(text).append('\n');
        return this;
    }
}
