package dev.interlock.processor.testing.shapes;

import dev.interlock.processor.testing.shapes.TextType.Role;

/** Creates types to which text can be converted: types of the JDK, enums, and classes with a factory method. */
final class TextTypes {
    private final Draw draw;
    private final Home home;

    TextTypes(Draw draw, Home home) {
        this.draw = draw;
        this.home = home;
    }

    TextType next() {
        return switch (draw.upTo(11)) {
            case 0 -> enumeration();
            case 1 -> factory();
            default -> draw.of(TextType.BUILT_IN);
        };
    }

    TextType enumeration() {
        draw.note(Kind.ENUM);
        String name = home.typeName();
        String body = draw.of(
                "{ UP, DOWN }",
                "{ UP { int sign() { return 1; } }, DOWN; int sign() { return 0; } }",
                "{ UP; final int value = 3; static final List<String> NAMES = List.of(); }",
                "implements Runnable { UP; public void run() {} }");
        return declare(name, "enum " + name + " " + body, "UP");
    }

    private TextType factory() {
        draw.note(Kind.FACTORY);
        String name = home.typeName();
        String thrown = draw.oneIn(3, Kind.THROWING_FACTORY)
                ? draw.of(" throws IOException", " throws Exception", " throws IllegalArgumentException")
                : "";
        String factory = "static " + name + " " + draw.of("of", "valueOf", "parse", "fromString") + "(String text)"
                + thrown + " { return null; }";
        String declaration = draw.of(
                "record " + name + "(String text) {}",
                "final class " + name + " { public " + name + "(String text)" + thrown + " {} }",
                "abstract class " + name + " { public " + factory + " }",
                "interface " + name + " { " + factory + " }",
                "record " + name + "(int first, int second) { public " + factory + " }");
        return declare(name, declaration, "abc");
    }

    private TextType declare(String name, String declaration, String text) {
        return TextType.object(home.place(name, declaration), Role.OBJECT, text);
    }
}
