package dev.interlock.processor.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Writes applications of random shapes: nested, generic, inherited, private and raw classes in every place that a
 * handler has. The sources are valid Java; most applications have mistakes of Interlock.
 */
public final class RandomShapes {
    private static final List<String> TYPES = List.of(
            "String",
            "int",
            "long",
            "Integer",
            "byte[]",
            "int[][]",
            "Object",
            "Runnable",
            "UUID",
            "Color",
            "List<String>",
            "List",
            "List<? extends Number>",
            "List<List<Color>>",
            "Set<Color>",
            "Map<String, Integer>",
            "Map",
            "Map<?, ? super String>",
            "Optional<String>",
            "Optional",
            "Optional<Point>",
            "OptionalInt",
            "RawMap",
            "RawList",
            "Swapped<Integer, String>",
            "Swapped",
            "Box<String>",
            "Box",
            "Box<Box<Integer>>",
            "Box<?>[]",
            "Point",
            "Hidden",
            "Node",
            "Node[]",
            "Self<?>",
            "Self",
            "Shape",
            "Comparable<String>",
            "java.util.concurrent.CompletionStage<String>",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Flow.Publisher<Point>",
            "java.util.concurrent.Flow.Publisher",
            "dev.interlock.http.ServerSentEvent",
            "dev.interlock.http.Request");

    private static final List<String> BINDINGS = List.of(
            "",
            "@Query ",
            "@Query ",
            "@Header ",
            "@Cookie ",
            "@Form ",
            "@Part ",
            "@Attribute ",
            "@Attribute ",
            "@Attribute ",
            "@Body ",
            "@Params ",
            "@Params ");

    private static final List<String> CONSTRAINTS = List.of(
            "", "", "", "", "@NotNull ", "@Size(max = 3) ", "@Valid ", "@Min(2) ", "@Pattern(regexp = \"[a-z]+\") ");

    private static final String PREAMBLE = "package shop; import dev.interlock.annotation.*; import java.util.*; "
            + "import jakarta.validation.Valid; import jakarta.validation.constraints.*; ";

    /** What the random types name. */
    private static final String LIBRARY = """
            @SuppressWarnings({"rawtypes", "serial"})
            class RawMap extends HashMap {}
            @SuppressWarnings({"rawtypes", "serial"})
            class RawList extends ArrayList {}
            @SuppressWarnings("serial")
            class Swapped<V, K> extends HashMap<K, V> {}
            record Box<T>(@Attribute T value) {}
            record Point(@Query int x, @Query @NotNull Integer y) {}
            record Node(@Attribute String name, @Attribute List<@Valid Node> nodes) {}
            enum Color { RED, GREEN }
            abstract class Self<T extends Self<T>> { @NotNull public T self; public List<@NotNull T> others; }
            sealed interface Shape permits Circle {}
            record Circle(int radius) implements Shape {}
            """;

    private final Random random;
    private int routes;

    public RandomShapes(long seed) {
        random = new Random(seed);
    }

    /** The sources of one application. */
    public List<Source> sources() {
        StringBuilder nested = new StringBuilder();
        List<String> controllers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nested.append(controller(i, controllers)).append('\n');
        }
        String api = "@SuppressWarnings({\"rawtypes\", \"unchecked\"})\n@HttpApp(controllers = {"
                + controllers.stream().map(it -> it + ".class").collect(Collectors.joining(", "))
                + "})\npublic final class Api {\n" + (random.nextBoolean() ? "private " : "")
                + "record Hidden(@Query String text) {}\n" + nested + "}\n";
        return List.of(Source.of(PREAMBLE + "interface Library {}\n" + LIBRARY), Source.of(PREAMBLE + api));
    }

    /** A controller with the class or interface that it extends, in up to two classes around both. */
    private String controller(int number, List<String> controllers) {
        String base = "Base" + number;
        String name = "C" + number;
        boolean isInterface = random.nextInt(3) == 0;
        boolean isRecord = isInterface && random.nextBoolean();
        String raw = pick("", "", "<String>", "<Point>", "<Integer>", "<List<String>>");
        String above = (isInterface ? "interface " : pick("static abstract class ", "static class ")) + base + "<T> {\n"
                + members(isInterface, "T", random.nextInt(3)) + "}\n";
        String head =
                classAccess() + pick("static ", "static ", "static ", isRecord ? "" : "final ", "abstract static ");
        String kind = isRecord ? head.replaceAll("abstract |final ", "") + "record " : head + "class ";
        String own = "@Controller(\"/c" + number + "\")\n" + kind + name + (random.nextInt(12) == 0 ? "<X>" : "")
                + (isRecord ? "()" : "") + (isInterface ? " implements " : " extends ") + base + raw + " {\n"
                + members(false, pick("String", "Color", "Map"), 1 + random.nextInt(3)) + "}\n";
        String both = above.replace("abstract class " + base, "abstract class " + base) + own;
        int depth = random.nextInt(3);
        String path = name;
        for (int i = 0; i < depth; i++) {
            String outer = "Outer" + number + i;
            both = classAccess() + "static class " + outer + " {\n" + both + "}\n";
            path = outer + "." + path;
        }
        controllers.add("Api." + path);
        return both;
    }

    private String members(boolean isInterface, String variable, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int number = routes++;
            List<String> parameters = new ArrayList<>();
            boolean hasId = random.nextBoolean();
            if (hasId) {
                parameters.add(pick("String", "long", "Color", "Point", variable) + " id");
            }
            for (int p = random.nextInt(3); p > 0; p--) {
                parameters.add(pick(BINDINGS) + pick(CONSTRAINTS) + type(variable) + " p" + p);
            }
            String modifiers = isInterface ? "default " : access() + pick("", "", "", "", "final ", "static ");
            boolean takesBody = parameters.toString().matches(".*@(Body|Form|Part).*");
            text.append(takesBody ? "@Post" : "@Get")
                    .append("(\"/m" + number + (hasId ? "/{id}" : "") + "\") ")
                    .append(pick("", "", "", "@Blocking "))
                    .append(modifiers)
                    .append(random.nextInt(12) == 0 ? "<E extends Exception> " : "")
                    .append(pick(
                            "void",
                            "String",
                            type(variable.equals("T") && modifiers.contains("static") ? "int" : variable)))
                    .append(" m" + number + "(" + String.join(", ", parameters) + ")")
                    .append(pick("", "", " throws Exception", " throws java.io.IOException", " throws Throwable"))
                    .append(" { throw new IllegalStateException(); }\n");
        }
        return variable.equals("T") ? text.toString().replaceAll("static (?=.*\\bT\\b)", "") : text.toString();
    }

    private String access() {
        return pick("", "", "public ", "protected ", "private ");
    }

    /** Not private: the annotation of the application names the class. */
    private String classAccess() {
        return pick("", "public ", "protected ");
    }

    private String type(String variable) {
        return random.nextInt(6) == 0 ? pick(variable, "List<" + variable + ">", "Box<" + variable + ">") : pick(TYPES);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
