package dev.interlock.processor.escape;

import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the rows of a table in {@code src/test/resources/escape}, and compiles them. Each row is a controller in its
 * own package.
 */
final class Rows {
    private static final Pattern ROW = Pattern.compile("(?m)^## (.+)\n```java\n((?s:.*?))\n```$");
    private static final Pattern MARK = Pattern.compile("// (IL\\d{3})$");
    /**
     * Matches the beginning of a handler, to make the handler public. Generated code calls the handler from the package
     * of the application.
     */
    private static final Pattern HANDLER =
            Pattern.compile("(?m)^(@(?:Get|Post|OnError)\\b(?:\\([^)]*\\))?(?: @Blocking)?) ");

    private static final Pattern RESPONSE = Pattern.compile("// answers (.+)$");

    private static final String IMPORTS = "import dev.interlock.annotation.*; import dev.interlock.bytes.Slice;"
            + " import dev.interlock.http.Filter; import dev.interlock.http.Request; import dev.interlock.http.Response;"
            + " import java.io.InputStream; import java.io.InputStreamReader; import java.util.*; import java.util.concurrent.*;"
            + " import java.util.concurrent.atomic.*; import java.util.function.*; import java.util.stream.*; import shop.*;"
            + " import shop.NewOrder.Line; import dev.interlock.annotation.Header;";

    private static final Source VIEW = Source.of("""
            package shop;
            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import dev.interlock.proto.*;
            @ProtoView("shop.NewOrder")
            public interface NewOrder {
              long userId();
              CharSequence note();
              Repeated<Line> lines();
              RepeatedInt quantities();
              Address address();
              Entries<Label> labels();
              Slice receipt();
              default boolean isLarge() {
                return lines().size() > 100;
              }
              @ProtoView("shop.Line")
              interface Line {
                CharSequence sku();
                double price();
              }
              @ProtoView("shop.Address")
              interface Address {
                CharSequence street();
              }
              @ProtoView("shop.NewOrder.LabelsEntry")
              interface Label {
                CharSequence key();
                long value();
              }
            }
            """);
    private static final Source LAZY = Source.of("""
            package shop;
            import dev.interlock.annotation.*;
            @ProtoView("shop.NewOrder")
            public interface Lazy {
              CharSequence note();
              default java.util.function.Supplier<String> later() {
                return () -> note().toString();
              }
            }
            """);
    private static final Source WRITER = Source.of("""
            package shop;
            import dev.interlock.annotation.*;
            @ProtoWriter("shop.OrderTotal")
            public interface OrderTotal {
              OrderTotal total(long value);
            }
            """);

    private Rows() {}

    /**
     * One row of the table.
     *
     * @param number number in the table, from 1
     * @param code the body of the controller
     */
    record Row(int number, String title, String code) {
        String packageName() {
            return String.format(Locale.ROOT, "r%03d", number);
        }

        /** Returns the lines of the source that expect an error, for example {@code 4: IL431}. */
        List<String> marks() {
            List<String> marks = new ArrayList<>();
            List<String> lines = code.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher mark = MARK.matcher(lines.get(i));
                if (mark.find()) {
                    marks.add((i + 2) + ": " + mark.group(1));
                }
            }
            return marks;
        }

        /**
         * Whether the processor rejects the row because of a declaration. This happens before the compiler examines
         * method bodies.
         */
        boolean isRefusedByDeclaration() {
            return marks().stream().anyMatch(it -> !it.contains("IL43"));
        }

        /** Whether a late use of the kept value throws only in strict mode. */
        boolean isForStrictMode() {
            return title.endsWith("(strict mode)");
        }

        /** Returns the expected response of the handler. Returns an empty text if the response does not matter. */
        String response() {
            return code.lines()
                    .map(RESPONSE::matcher)
                    .filter(Matcher::find)
                    .map(it -> it.group(1))
                    .findFirst()
                    .orElse("");
        }

        Source source() {
            return Source.of("package " + packageName() + "; " + IMPORTS + " @Controller(\"/" + packageName()
                    + "\") public final class R {\n" + HANDLER.matcher(code).replaceAll("$1 public ") + "\n}\n");
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static List<Row> of(String table) throws IOException {
        List<Row> rows = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("src/test/resources/escape", table)));
        while (row.find()) {
            rows.add(new Row(rows.size() + 1, row.group(1), row.group(2)));
        }
        return rows;
    }

    /** Compiles several rows as one application. */
    static Compilation compile(List<Row> rows, String... options) {
        List<Source> sources = new ArrayList<>(List.of(VIEW, LAZY, WRITER));
        rows.forEach(row -> sources.add(row.source()));
        String controllers =
                rows.stream().map(row -> row.packageName() + ".R.class").collect(Collectors.joining(", "));
        sources.add(Source.of("package shop; import dev.interlock.annotation.*; @HttpApp(controllers = {" + controllers
                + "}) public final class Api {}"));
        return Compilation.with(new RouterProcessor(), new ProtoProcessor())
                .option(options)
                .descriptors(Descriptors.shop())
                .compile(sources.toArray(Source[]::new));
    }
}
