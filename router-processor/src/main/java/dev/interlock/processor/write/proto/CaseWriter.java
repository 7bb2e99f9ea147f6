package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.proto.FieldSchema;
import java.util.ArrayList;
import java.util.List;

/** The cases that decode the fields of a message, one for each tag. */
final class CaseWriter {
    private final DecoderConstants constants;

    CaseWriter(DecoderConstants constants) {
        this.constants = constants;
    }

    /** The cases of a field. */
    List<CodeBlock> cases(FieldPlan plan) {
        List<CodeBlock> cases = new ArrayList<>();
        if (plan.isMessage() && plan.isStored()) {
            cases.add(single(plan, constants.tag(plan), messages(plan)));
        } else if (plan.isRepeated()) {
            cases.add(element(plan));
            if (plan.field().type().isPackable()) {
                cases.add(packed(plan));
            }
        } else if (plan.dropsUnknown()) {
            cases.add(closedEnum(plan));
        } else {
            cases.add(single(plan, constants.tag(plan), List.of(value(plan))));
        }
        return cases;
    }

    /** A case that decodes a value and notes that it was there. */
    private CodeBlock single(FieldPlan plan, String tag, List<CodeBlock> decoding) {
        List<CodeBlock> statements = new ArrayList<>();
        choose(plan, statements);
        statements.addAll(decoding);
        mark(plan, statements);
        return caseOf(tag, statements);
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
        // The slots of further views first, as the number is compared for each.
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

    private static CodeBlock caseOf(String tag, List<CodeBlock> statements) {
        if (statements.size() == 1) {
            return CodeBlock.builder()
                    .addStatement("case $L -> $L", tag, statements.get(0))
                    .build();
        }
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("case $L ->", tag);
        statements.forEach(it -> code.addStatement("$L", it));
        return code.endControlFlow().build();
    }

    private CodeBlock value(FieldPlan plan) {
        return plan.isStored()
                ? scalar(plan, CodeBlock.of("record + $L", constants.slot(plan)))
                : CodeBlock.of("at = $T.skip(tape, tag, at, end, depth)", ProtoTypes.WIRE);
    }

    /** Reads a number, text or bytes into a slot. */
    private static CodeBlock scalar(FieldPlan plan, CodeBlock slot) {
        FieldSchema field = plan.field();
        if (plan.isRange()) {
            return CodeBlock.of("at = $T.$L(tape, at, end, $L)", ProtoTypes.RANGES, range(field), slot);
        }
        String method = ReadMethods.of(field.type());
        return WireTypes.of(field).equals("VARINT")
                ? CodeBlock.of("at = $T.$L(tape, at, $L)", ProtoTypes.SCALARS, method, slot)
                : CodeBlock.of("at = $T.$L(tape, at, end, $L)", ProtoTypes.SCALARS, method, slot);
    }

    private static String range(FieldSchema field) {
        return field.verifiesUtf8() && ReadMethods.isText(field.type()) ? "text" : "bytes";
    }

    private CodeBlock closedEnum(FieldPlan plan) {
        List<CodeBlock> statements = new ArrayList<>();
        choose(plan, statements);
        statements.add(value(plan));
        mark(plan, statements);
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("case $L ->", constants.tag(plan));
        code.beginControlFlow("if ($T.isKnown(tape, at, $L))", ProtoTypes.SCALARS, constants.numbers(plan));
        statements.forEach(it -> code.addStatement("$L", it));
        code.nextControlFlow("else");
        code.addStatement("at = $T.skipVarint(tape, at)", ProtoTypes.WIRE);
        return code.endControlFlow().endControlFlow().build();
    }

    private CodeBlock element(FieldPlan plan) {
        CodeBlock slot = CodeBlock.of("tape.add(record + $L)", constants.slot(plan));
        CodeBlock read = scalar(plan, slot);
        if (!plan.dropsUnknown()) {
            return caseOf(constants.tag(plan), List.of(read));
        }
        CodeBlock known = CodeBlock.of("$T.isKnown(tape, at, $L)", ProtoTypes.SCALARS, constants.numbers(plan));
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("case $L ->", constants.tag(plan));
        code.beginControlFlow("if ($L)", known).addStatement("$L", read).nextControlFlow("else");
        code.addStatement("at = $T.skipVarint(tape, at)", ProtoTypes.WIRE);
        return code.endControlFlow().endControlFlow().build();
    }

    private CodeBlock packed(FieldPlan plan) {
        String slot = constants.slot(plan);
        CodeBlock read = plan.dropsUnknown()
                ? CodeBlock.of(
                        "at = $T.closedEnum(tape, at, end, record + $L, $L)",
                        ProtoTypes.PACKED,
                        slot,
                        constants.numbers(plan))
                : CodeBlock.of(
                        "at = $T.$L(tape, at, end, record + $L)",
                        ProtoTypes.PACKED,
                        ReadMethods.of(plan.field().type()),
                        slot);
        return caseOf(constants.packedTag(plan), List.of(read));
    }

    /** Decodes a message for each of its views; the last one says where it ends. */
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
