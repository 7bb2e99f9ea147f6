package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.CodeWeight;
import dev.interlock.processor.write.GeneratedNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the cases that decode the fields of a message, one case for each tag. Encoders write fields in the order of
 * their numbers. Therefore the code of a case tests whether the tag of the next field follows. If so, the code falls
 * through to the next case. The CPU predicts this branch well.
 */
final class CaseWriter {
    /** Highest field number whose tag fits in one byte. */
    private static final int LAST_SHORT = 15;

    /** Number of bytecodes in a switch table for the unused tags between the two tags of a field. */
    private static final int GAPS = 24;

    private final DecoderConstants constants;

    CaseWriter(DecoderConstants constants) {
        this.constants = constants;
    }

    /** Returns the cases of the given fields. */
    CodeBlock cases(List<FieldPlan> plans) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (int i = 0; i < plans.size(); i++) {
            FieldPlan plan = plans.get(i);
            String tag = expectedTag(plan);
            code.add("case $L:\n", tag).indent().add(body(plan, tag));
            boolean isFollowed =
                    i + 1 < plans.size() && plans.get(i + 1).field().number() <= LAST_SHORT;
            code.add(isFollowed ? follow(expectedTag(plans.get(i + 1))) : CodeBlock.of("break;\n"));
            code.unindent();
        }
        plans.stream().filter(CaseWriter::isPackable).forEach(plan -> code.add(otherForm(plan)));
        return code.build();
    }

    /** Estimates the number of bytecodes for the cases of a field. Includes the test for the tag of the next field. */
    int weight(FieldPlan plan) {
        int weight = CodeWeight.of(cases(List.of(plan)));
        weight += plan.field().number() <= LAST_SHORT ? CodeWeight.of(follow(expectedTag(plan))) : 0;
        // The compiler creates a switch table, because the two tags of a field are close together. The table also has
        // entries for the unused tags between them.
        return isPackable(plan) ? weight + GAPS : weight;
    }

    private static boolean isPackable(FieldPlan plan) {
        return plan.isRepeated() && plan.field().type().isPackable();
    }

    /** Returns the tag that encoders usually write for a field, according to the {@code .proto}. */
    private String expectedTag(FieldPlan plan) {
        return isPackable(plan) && plan.field().packed() ? constants.packedTag(plan) : constants.tag(plan);
    }

    /**
     * Returns the case for the form of a repeated field that the {@code .proto} does not declare: packed or not packed.
     * Encoders may write either form.
     */
    private CodeBlock otherForm(FieldPlan plan) {
        boolean isPacked = plan.field().packed();
        return CodeBlock.builder()
                .add("case $L:\n", isPacked ? constants.tag(plan) : constants.packedTag(plan))
                .indent()
                .add(isPacked ? element(plan) : packed(plan))
                .addStatement("break")
                .unindent()
                .build();
    }

    private static CodeBlock follow(String tag) {
        return CodeBlock.builder()
                .beginControlFlow("if (at >= end || bytes[at] != $L)", tag)
                .addStatement("break")
                .endControlFlow()
                .addStatement("at++")
                .build();
    }

    private CodeBlock body(FieldPlan plan, String tag) {
        if (isPackable(plan)) {
            return plan.field().packed() ? packed(plan) : element(plan);
        }
        if (plan.isRepeated() && plan.field().number() <= LAST_SHORT) {
            return CodeBlock.builder()
                    .beginControlFlow("do")
                    .add(single(plan))
                    .unindent()
                    .add("} while (at < end && bytes[at] == $L && ++at > 0);\n", tag)
                    .build();
        }
        return plan.dropsUnknown() ? closedEnum(plan) : single(plan);
    }

    /** Returns the code that decodes a value and marks the field as set. */
    private CodeBlock single(FieldPlan plan) {
        List<CodeBlock> statements = new ArrayList<>();
        choose(plan, statements);
        if (plan.isMessage() && plan.isStored()) {
            statements.addAll(messages(plan));
        } else {
            statements.add(value(plan));
        }
        mark(plan, statements);
        return statements(statements);
    }

    private void choose(FieldPlan plan, List<CodeBlock> statements) {
        if (!plan.noted()) {
            return;
        }
        String oneof = constants.oneof(plan);
        String number = constants.number(plan);
        if (!plan.isStored()) {
            statements.add(CodeBlock.of("tape.choose(record + $L, $L)", oneof, number));
            return;
        }
        // The calls compare the number of this field with the number of the member that was set last. The call of
        // choose() comes last, because it replaces the latter number.
        for (int i = plan.messages().size() - 1; i >= 1; i--) {
            statements.add(
                    CodeBlock.of("tape.reset(record + $L, $L, record + $L)", oneof, number, constants.slot(plan, i)));
        }
        statements.add(CodeBlock.of("tape.choose(record + $L, $L, record + $L)", oneof, number, constants.slot(plan)));
    }

    private void mark(FieldPlan plan, List<CodeBlock> statements) {
        if (plan.hasBit()) {
            statements.add(CodeBlock.of("tape.mark(record + $L, $L)", constants.bits(plan), constants.bit(plan)));
        }
    }

    private static CodeBlock statements(List<CodeBlock> statements) {
        CodeBlock.Builder code = CodeBlock.builder();
        statements.forEach(it -> code.addStatement("$L", it));
        return code.build();
    }

    private CodeBlock value(FieldPlan plan) {
        String target = plan.isRepeated() ? "tape.add(record + $L)" : "record + $L";
        return plan.isStored()
                ? scalar(plan, CodeBlock.of(target, constants.slot(plan)))
                // The generated code must not use the variable "tag" here. If it fell through from the previous case,
                // the variable still holds the tag of an earlier field.
                : CodeBlock.of("at = $T.skip(tape, $L, at, end, depth)", RuntimeTypes.WIRE, constants.tag(plan));
    }

    /** Returns the code that reads a number, text or bytes into a slot. */
    private static CodeBlock scalar(FieldPlan plan, CodeBlock slot) {
        FieldSchema field = plan.field();
        if (plan.isRange()) {
            return CodeBlock.of("at = $T.$L(tape, at, end, $L)", RuntimeTypes.WIRE, range(field), slot);
        }
        String method = ReadMethods.of(field.type());
        return WireTypes.of(field).equals("VARINT")
                ? CodeBlock.of("at = $T.$L(tape, at, $L)", RuntimeTypes.WIRE, method, slot)
                : CodeBlock.of("at = $T.$L(tape, at, end, $L)", RuntimeTypes.WIRE, method, slot);
    }

    private static String range(FieldSchema field) {
        return field.verifiesUtf8() && ReadMethods.isText(field.type()) ? "text" : "bytes";
    }

    private CodeBlock closedEnum(FieldPlan plan) {
        List<CodeBlock> statements = new ArrayList<>();
        choose(plan, statements);
        statements.add(value(plan));
        mark(plan, statements);
        return ifKnown(plan, statements(statements));
    }

    /**
     * Returns code that decodes the next number if the enum has a constant for the number, and skips all other numbers.
     */
    private CodeBlock ifKnown(FieldPlan plan, CodeBlock decoding) {
        return CodeBlock.builder()
                .beginControlFlow("if ($T.isKnown(tape, at, $L))", RuntimeTypes.WIRE, constants.numbers(plan))
                .add(decoding)
                .nextControlFlow("else")
                .addStatement("at = $T.skipVarint(tape, at)", RuntimeTypes.WIRE)
                .endControlFlow()
                .build();
    }

    /** Returns the code that decodes one element of a repeated field of numbers. */
    private CodeBlock element(FieldPlan plan) {
        CodeBlock slot = CodeBlock.of("tape.add(record + $L)", constants.slot(plan));
        CodeBlock read = statements(List.of(scalar(plan, slot)));
        return plan.dropsUnknown() ? ifKnown(plan, read) : read;
    }

    /** Returns the code that decodes the packed elements of a repeated field of numbers. */
    private CodeBlock packed(FieldPlan plan) {
        String slot = constants.slot(plan);
        CodeBlock read = plan.dropsUnknown()
                ? CodeBlock.of(
                        "at = $T.packedClosedEnum(tape, at, end, record + $L, $L)",
                        RuntimeTypes.WIRE,
                        slot,
                        constants.numbers(plan))
                : CodeBlock.of(
                        "at = $T.$L(tape, at, end, record + $L)",
                        RuntimeTypes.WIRE,
                        ReadMethods.packed(plan.field().type()),
                        slot);
        return statements(List.of(read));
    }

    /**
     * Returns the statements that decode a message, one for each view of the message. The last statement continues
     * after the end of the message.
     */
    private List<CodeBlock> messages(FieldPlan plan) {
        List<CodeBlock> statements = new ArrayList<>();
        for (int i = plan.messages().size() - 1; i >= 0; i--) {
            ClassName decoder = GeneratedNames.decoder(plan.messages().get(i));
            statements.add(CodeBlock.of(i == 0 ? "at = $L" : "$L", message(plan, decoder, constants.slot(plan, i))));
        }
        return statements;
    }

    private CodeBlock message(FieldPlan plan, ClassName decoder, String slot) {
        if (plan.isMap()) {
            return CodeBlock.of("$T.readEntry(tape, at, end, record + $L, depth)", decoder, slot);
        }
        CodeBlock target = CodeBlock.of(plan.isRepeated() ? "tape.add(record + $L)" : "record + $L", slot);
        return plan.field().delimited()
                ? CodeBlock.of("$T.readGroup(tape, at, end, $L, $L, depth)", decoder, target, constants.endTag(plan))
                : CodeBlock.of("$T.readMessage(tape, at, end, $L, depth)", decoder, target);
    }
}
