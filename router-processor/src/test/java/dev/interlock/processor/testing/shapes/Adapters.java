package dev.interlock.processor.testing.shapes;

/**
 * Creates controllers whose bodies need an adapter of avaje-jsonb. The generator of avaje-jsonb runs beside the
 * processor and writes the adapter.
 */
final class Adapters {
    private final Draw draw;
    private final Home home;

    Adapters(Draw draw, Home home) {
        this.draw = draw;
        this.home = home;
    }

    /** Declares a controller and returns its name. */
    String next() {
        int number = draw.number();
        String line = "Adapted" + number + "Line";
        String order = "Adapted" + number;
        home.add(
                line,
                "@Json public record " + line + "(" + "@Min(1) int count, @Nullable String text, "
                        + draw.of("UUID id", "List<String> tags", "Map<String, Integer> sizes") + ") {}");
        home.add(
                order,
                "@Json public record " + order + "(" + draw.of("", "@NotEmpty ") + "List<@Valid " + line + "> lines, "
                        + draw.of("Kind kind", "@Nullable Kind kind") + ", " + draw.of(line + " first", "boolean paid")
                        + ") { public enum Kind { BOOK, TOY } }");
        String controller = "Adapting" + number;
        home.add(
                controller,
                "@Controller(\"/" + controller + "\") public final class " + controller + " { @Post " + order
                        + " post(@Body " + order + " order) { return order; } @Get " + draw.of("", "@Blocking ")
                        + draw.of(
                                "List<" + line + ">",
                                "Optional<" + order + ">",
                                "CompletionStage<Map<String, " + line + ">>")
                        + " get() { return null; } }");
        return controller;
    }
}
