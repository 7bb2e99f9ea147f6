package dev.interlock.processor.testing.shapes;

import static dev.interlock.processor.testing.shapes.DataTypes.nested;

import dev.interlock.processor.testing.shapes.Parameter.Need;

/** Creates parameters that take the whole body. */
final class Bodies {
    private final Types types;
    private final Draw draw;

    Bodies(Types types) {
        this.types = types;
        this.draw = types.draw();
    }

    Parameter next() {
        draw.note(Kind.BODY);
        String name = draw.of("body", "request", "it", "input") + draw.number();
        return switch (draw.upTo(4)) {
            case 0 ->
                new Parameter("@Body ", draw.of("String", "CharSequence", "byte[]", "Slice"), name).with(Need.BODY);
            case 1 -> streamed(name);
            default -> json(name).with(Need.BODY);
        };
    }

    private Parameter streamed(String name) {
        draw.note(Kind.STREAMED_BODY);
        return draw.oneIn(2)
                ? new Parameter("@Body ", "java.io.InputStream", name).with(Need.BODY, Need.BLOCKING)
                : new Parameter("@Body ", "Flow.Publisher<" + draw.of("io.netty.buffer.ByteBuf", datum()) + ">", name)
                        .with(Need.BODY, Need.STAGE);
    }

    private Parameter json(String name) {
        DataType type = types.datum();
        String valid = type.valid(draw);
        String element = nested(valid, type.name());
        return draw.of(
                new Parameter("@Body " + valid, type.name(), name),
                new Parameter("@Body ", type.name(), name),
                new Parameter("@Body @Size(max = 9) ", "List<" + element + ">", name),
                new Parameter("@Body ", "Set<" + element + ">", name),
                new Parameter("@Body ", "Map<String, " + element + ">", name),
                new Parameter("@Body ", type.name() + "[]", name),
                new Parameter("@Body ", "Optional<" + element + ">", name),
                new Parameter("@Body ", nested("@Nullable ", type.name()), name));
    }

    private String datum() {
        return types.datum().name();
    }
}
