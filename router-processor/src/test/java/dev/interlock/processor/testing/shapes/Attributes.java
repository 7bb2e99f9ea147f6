package dev.interlock.processor.testing.shapes;

import static dev.interlock.processor.testing.shapes.DataTypes.nested;

/** Creates parameters that take request attributes of any type. */
final class Attributes {
    private final Types types;
    private final Draw draw;

    Attributes(Types types) {
        this.types = types;
        this.draw = types.draw();
    }

    Parameter next() {
        draw.note(Kind.ATTRIBUTE);
        String annotation = draw.of("@Attribute ", "@Attribute(\"caller\") ");
        String name = "a" + draw.number();
        return switch (draw.upTo(7)) {
            case 0 -> new Parameter(annotation, raw(), name);
            case 1 -> new Parameter(annotation, wildcard(), name);
            case 2 -> new Parameter(annotation, array(), name);
            case 3 -> new Parameter(annotation, inner(), name);
            case 4 -> {
                DataType type = types.datum();
                String valid = type.valid(draw);
                yield draw.of(
                        new Parameter(annotation + valid, type.name(), name),
                        new Parameter(annotation, "List<" + nested(valid, type.name()) + ">", name),
                        new Parameter(annotation, "Optional<" + nested(valid, type.name()) + ">", name),
                        new Parameter(annotation, nested("@Nullable ", type.name()), name),
                        new Parameter(annotation + valid, type.name() + "[][]", name));
            }
            case 5 -> {
                TextType type = types.text();
                yield new Parameter(annotation + types.constraints().on(type.role()), type.name(), name);
            }
            default -> new Parameter(annotation, variable(), name);
        };
    }

    private String raw() {
        draw.note(Kind.RAW_TYPE);
        return draw.of("List", "Map", "Comparable", "Map.Entry", "Optional", "List[]", "Class", "Set<List>");
    }

    private String wildcard() {
        draw.note(Kind.WILDCARD);
        return draw.of(
                "Map<?, ? super String>",
                "Comparable<? super Integer>",
                "Class<?>",
                "Set<? extends Number>[][]",
                "Optional<List<?>>",
                "Map.Entry<? extends Map<?, int[]>, ?>",
                "CompletionStage<? extends Comparable<?>>");
    }

    private String array() {
        draw.note(Kind.GENERIC_ARRAY);
        return draw.of("List<String>[]", "Map<String, List<Integer>[]>[][]", "Optional<String>[]", "Map.Entry<?, ?>[]");
    }

    private String inner() {
        draw.note(Kind.INNER_CLASS);
        String outer = "Outer" + draw.number();
        String parameter = draw.of("", "<T>", "<T extends Comparable<T>>");
        String own = draw.of("", "<U>");
        types.home()
                .add(
                        outer,
                        types.home().access() + "class " + outer + parameter + " { "
                                + types.home().nestedAccess() + "class Inner" + own + " { public "
                                + (parameter.isEmpty() ? "int" : "T") + " value; } }");
        boolean isRaw = draw.oneIn(5);
        String outerArguments = parameter.isEmpty() || isRaw ? "" : "<String>";
        String ownArguments = own.isEmpty() || isRaw ? "" : "<Integer>";
        return outer + outerArguments + ".Inner" + ownArguments + draw.of("", "", "[]");
    }

    private String variable() {
        if (types.textVariable().isEmpty()) {
            return draw.of(
                    "int", "String @Nullable []", "Object", "Runnable", "long[]", "Iterable<String>", "Callable<Void>");
        }
        draw.note(Kind.TYPE_ARGUMENT);
        String variable = types.textVariable().get(0);
        return draw.of(
                variable,
                "List<" + variable + ">",
                "List<? extends " + variable + ">[]",
                "Map<" + variable + "[], ? super " + variable + ">",
                "Optional<" + variable + ">",
                variable + "[]");
    }
}
