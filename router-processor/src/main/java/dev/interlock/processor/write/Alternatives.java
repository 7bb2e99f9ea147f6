package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Representation;
import dev.interlock.processor.model.Representations;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Writes how a route chooses among the codecs of its body or of its answer, where it has several. */
final class Alternatives {
    private final String route;
    private final Constants constants;

    /**
     * For one route.
     *
     * @param route the constant of its number
     * @param constants takes the names of the representations
     */
    Alternatives(String route, Constants constants) {
        this.route = route;
        this.constants = constants;
    }

    /**
     * The branches of a switch over the index of a representation: one for each codec, that of the first representation as
     * the default, as a body may have none of the types.
     *
     * @param infix stands between the names of the route and of a type in the name of a constant
     * @param call what a branch does, for its codec
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
