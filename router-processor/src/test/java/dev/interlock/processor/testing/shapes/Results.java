package dev.interlock.processor.testing.shapes;

/** Creates result types of handlers. */
final class Results {
    private final Types types;
    private final Draw draw;

    Results(Types types) {
        this.types = types;
        this.draw = types.draw();
    }

    Result next() {
        return switch (draw.upTo(9)) {
            case 0 -> {
                draw.note(Kind.VOID);
                yield new Result("void", false, false);
            }
            case 1, 2 -> {
                draw.note(Kind.TEXT);
                yield new Result("String", false, true);
            }
            case 3 -> {
                draw.note(Kind.OPTIONAL_RESULT);
                yield new Result("Optional<" + boxed() + ">", false, false);
            }
            case 4 -> stage();
            case 5 -> streamed();
            default -> new Result(whole(), false, false);
        };
    }

    /** Returns a stage as the result type. The handler completes the stage later. */
    Result stage() {
        draw.note(Kind.STAGE);
        if (draw.oneIn(4, Kind.SUBCLASS_OF_STAGE)) {
            return new Result(subclassOfStage(), true, false);
        }
        String stage = draw.of("CompletionStage", "CompletableFuture");
        return new Result(
                stage + "<" + draw.of(boxed(), boxed(), "Void", "Optional<" + boxed() + ">") + ">", true, false);
    }

    private String subclassOfStage() {
        String name = types.home().typeName();
        String parameters = draw.of("", "<T>", "<A, T>");
        String value = parameters.isEmpty() ? types.data().next().name() : "T";
        String reference =
                types.home().place(name, "class " + name + parameters + " extends CompletableFuture<" + value + "> {}");
        return switch (parameters) {
            case "" -> reference;
            case "<T>" -> reference + "<" + boxed() + ">";
            default -> reference + "<Integer, " + boxed() + ">";
        };
    }

    private Result streamed() {
        String element;
        if (draw.oneIn(3, Kind.EVENTS)) {
            element = "ServerSentEvent<" + draw.of("String", types.datum().name()) + ">";
        } else {
            draw.note(Kind.STREAM);
            element = draw.of(
                    "io.netty.buffer.ByteBuf", "byte[]", "String", types.datum().name());
        }
        String publisher = "Flow.Publisher<" + element + ">";
        return draw.oneIn(4)
                ? new Result("CompletionStage<" + publisher + ">", true, false)
                : new Result(publisher, false, false);
    }

    private String whole() {
        return draw.oneIn(4) ? draw.of("int", "long", "boolean", "double", "char") : boxed();
    }

    private String boxed() {
        return switch (draw.upTo(5)) {
            case 0 -> {
                draw.note(Kind.BYTES);
                yield draw.of("byte[]", "Slice", "io.netty.buffer.ByteBuf", "java.nio.file.Path");
            }
            case 1 -> {
                draw.note(Kind.ENUM_RESULT);
                String type = types.texts().enumeration().name();
                yield draw.of(type, "List<" + type + ">", "Map<" + type + ", List<String>>");
            }
            case 2 -> draw.of("String", "Integer", "UUID", "LocalDate", "CharSequence", "StringBuilder", "DayOfWeek");
            default -> json();
        };
    }

    private String json() {
        draw.note(Kind.JSON);
        String type = types.datum().name();
        return draw.of(type, type, "List<" + type + ">", "Set<" + type + ">", "Map<String, " + type + ">", type + "[]");
    }
}
