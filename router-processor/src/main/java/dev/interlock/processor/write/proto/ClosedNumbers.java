package dev.interlock.processor.write.proto;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.List;

/** Writes the constant of a decoder for a closed enum. The constant contains the numbers of the enum. */
final class ClosedNumbers {
    /**
     * Largest count of enum numbers that are listed one by one. A list takes about eight bytes of bytecode for each
     * number, and a static initializer has at most 65,535 bytes.
     */
    private static final int MOST_LISTED = 32;
    /** Largest number of characters in one literal. The class file format allows 65,535 bytes. */
    private static final int LONGEST_LITERAL = 60_000;

    private ClosedNumbers() {}

    static CodeBlock of(EnumSchema schema) {
        int[] numbers = schema.numbers().toArray();
        if (numbers.length <= MOST_LISTED) {
            CodeBlock listed =
                    schema.numbers().mapToObj(it -> CodeBlock.of("$L", it)).collect(CodeBlock.joining(", "));
            return CodeBlock.of("$T.numbers($L)", RuntimeTypes.WIRE, listed);
        }
        CodeBlock ranges =
                literals(numbers).stream().map(it -> CodeBlock.of("$S", it)).collect(CodeBlock.joining(",\n"));
        return CodeBlock.of("$T.numbersIn($L)", RuntimeTypes.WIRE, ranges);
    }

    /** Returns literals such as {@code 0..31 40..40}. They contain the first and last number of each range. */
    private static List<String> literals(int[] sorted) {
        List<String> literals = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[to - 1] + 1) {
                to++;
            }
            if (text.length() > LONGEST_LITERAL) {
                literals.add(text.toString());
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "" : " ")
                    .append(sorted[from])
                    .append("..")
                    .append(sorted[to - 1]);
        }
        literals.add(text.toString());
        return literals;
    }
}
