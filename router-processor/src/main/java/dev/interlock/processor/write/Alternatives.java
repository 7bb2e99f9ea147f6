package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Representation;
import dev.interlock.processor.model.Representations;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Writes the code that selects one of several codecs of a route. The codec is for the request body or the response. */
final class Alternatives {
    private final String route;
    private final Constants constants;

    /**
     * Creates a writer for one route.
     *
     * @param route name of the constant for the number of the route
     * @param constants receives a constant for the index of each representation
     */
    Alternatives(String route, Constants constants) {
        this.route = route;
        this.constants = constants;
    }

    /**
     * Returns the branches of a switch over the index of a representation, with one branch for each codec. The codec of
     * the first representation is the default, which also applies to a body that has none of the media types.
     *
     * @param infix text between the names of the route and of the media type in the name of a constant
     * @param call function that returns the code of the branch for a codec
     */
    CodeBlock branches(Representations representations, String infix, Function<Codec, CodeBlock> call) {
        CodeBlock.Builder code = CodeBlock.builder();
        List<Codec> codecs = representations.codecs();
        for (Codec codec : codecs.subList(1, codecs.size())) {
            code.add("case $L -> $L;\n", labels(representations.list(), infix, codec), call.apply(codec));
        }
        return code.add("default -> $L;\n", call.apply(codecs.get(0))).build();
    }

    private CodeBlock labels(List<Representation> representations, String infix, Codec codec) {
        return IntStream.range(0, representations.size())
                .filter(index -> representations.get(index).codec() == codec)
                .mapToObj(index -> CodeBlock.of("$N", constant(representations.get(index), infix, index)))
                .collect(CodeBlock.joining(", "));
    }

    private String constant(Representation representation, String infix, int index) {
        String type = Names.upperSnake(representation.type().toString());
        return constants.add(TypeName.INT, route + infix + type, CodeBlock.of("$L", index));
    }
}
