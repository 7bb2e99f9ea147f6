package dev.interlock.processor.testing.shapes;

import static dev.interlock.processor.testing.shapes.DataTypes.nested;

import dev.interlock.processor.testing.shapes.TextType.Role;
import java.util.List;
import java.util.Set;

/** Creates parameters that are converted from text of the request: path, query, headers, cookies and forms. */
final class TextParameters {
    /** The part of the request from which the text of a parameter comes. */
    enum Binding {
        QUERY(Kind.QUERY, "Query", true),
        HEADER(Kind.HEADER, "Header", true),
        COOKIE(Kind.COOKIE, "Cookie", false),
        FORM(Kind.FORM, "Form", true),
        PART(Kind.PART, "Part", true);

        private final Kind kind;
        private final String annotation;
        private final boolean repeats;

        Binding(Kind kind, String annotation, boolean repeats) {
            this.kind = kind;
            this.annotation = annotation;
            this.repeats = repeats;
        }
    }

    /**
     * Name arguments of annotations. One of them is a constant expression. Its type is declared when it is first used.
     */
    private static final List<String> NAMES = List.of("", "", "", "(\"x-name\")", "(\"n\" + 1)");

    private final Types types;
    private final Draw draw;

    TextParameters(Types types) {
        this.types = types;
        this.draw = types.draw();
    }

    /** Returns a parameter that takes a path variable. */
    Parameter variable() {
        draw.note(Kind.PATH);
        TextType type = types.text();
        String name = "v" + draw.number();
        String constraint = types.constraints().on(type.role());
        return draw.oneIn(4)
                ? new Parameter(
                        "@Path(\"" + name + "\") " + constraint, type.name(), "in" + name, Set.of(name), Set.of())
                : new Parameter(constraint, type.name(), name, Set.of(name), Set.of());
    }

    Parameter bound(Binding binding) {
        draw.note(binding.kind);
        String name =
                draw.of("p", "value", "request", "response", "router", "index", binding == Binding.QUERY ? "é" : "P")
                        + draw.number();
        String secret = draw.oneIn(12, Kind.SECRET) ? "@Secret " : "";
        String annotation = secret + "@" + binding.annotation + draw.of(NAMES) + " ";
        Parameter parameter = value(annotation, name, types.text(), binding.repeats);
        return binding == Binding.FORM || binding == Binding.PART ? parameter.with(Parameter.Need.FORM) : parameter;
    }

    private Parameter value(String annotation, String name, TextType type, boolean repeats) {
        String constraint = types.constraints().on(type.role());
        switch (draw.upTo(repeats ? 9 : 4)) {
            case 0 -> {
                draw.note(Kind.OPTIONAL);
                return new Parameter(annotation, "Optional<" + element(constraint, type) + ">", name);
            }
            case 1 -> {
                draw.note(Kind.NULLABLE);
                // Javac 17 fails if a type has two annotations and another processor has not written the type yet.
                String others = type.role() == Role.OBJECT ? "" : constraint;
                return new Parameter(annotation + others, nested("@Nullable ", type.boxed()), name);
            }
            case 2 -> {
                boolean hasDefault = !type.text().isEmpty() && draw.oneIn(1, Kind.DEFAULT);
                String text = hasDefault ? "@Default(\"" + type.text() + "\") " : "";
                return new Parameter(text + annotation + constraint, type.name(), name);
            }
            case 5, 6 -> {
                draw.note(Kind.COLLECTION);
                String collection = draw.of("List", "Set", "Collection");
                String size = draw.of("", "@Size(max = 9) ", "@NotEmpty ");
                return new Parameter(annotation + size, collection + "<" + element(constraint, type) + ">", name);
            }
            case 7 -> {
                draw.note(Kind.ARRAY);
                return new Parameter(annotation, type.name() + "[]", name);
            }
            case 8 -> {
                draw.note(Kind.OPTIONAL);
                return new Parameter(annotation, draw.of("OptionalInt", "OptionalLong", "OptionalDouble"), name);
            }
            default -> {
                return new Parameter(annotation + constraint, type.name(), name);
            }
        }
    }

    private String element(String constraint, TextType type) {
        if (!constraint.isEmpty() && type.role() != Role.OTHER) {
            draw.note(Kind.ELEMENT_CONSTRAINT);
        }
        return nested(constraint, type.boxed());
    }
}
