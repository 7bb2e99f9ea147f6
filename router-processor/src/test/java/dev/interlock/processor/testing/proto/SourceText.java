package dev.interlock.processor.testing.proto;

import dev.interlock.processor.testing.Source;

/** Builds the text of a source file line by line. */
final class SourceText {
    private final StringBuilder text = new StringBuilder();

    SourceText(String javaPackage) {
        line("package %s;".formatted(javaPackage));
        line("import dev.interlock.annotation.*;");
        line("import dev.interlock.bytes.Slice;");
        line("import dev.interlock.proto.*;");
    }

    void line(String line) {
        text.append(line).append('\n');
    }

    Source toSource() {
        return Source.of(text.toString());
    }
}
