package dev.interlock.processor.write.proto;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.CodeWeight;
import dev.interlock.processor.write.GeneratedNames;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the static methods that decode messages of one type into records of the tape. */
final class DecodeMethods {
    private static final AnnotationSpec FALLS_THROUGH = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "$S", "fallthrough")
            .build();

    /** Name of the method that rejects a message if required fields are missing. */
    static final String REQUIRE_COMPLETE = "requireComplete";

    private final ClassName view;
    private final ClassName name;
    private final RecordLayout layout;
    private final DecoderConstants constants;
    private final CaseWriter cases;

    DecodeMethods(ClassName view, ClassName name, RecordLayout layout, DecoderConstants constants) {
        this.view = view;
        this.name = name;
        this.layout = layout;
        this.constants = constants;
        cases = new CaseWriter(constants);
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        if (layout.isOfEntries()) {
            methods.add(entries());
            methods.add(readEntry());
        } else {
            methods.add(readMessage());
            methods.add(readGroup());
        }
        if (layout.mayLack()) {
            methods.addAll(requireComplete());
        }
        methods.addAll(decode());
        return methods;
    }

    private MethodSpec readMessage() {
        return decoding("readMessage", "slot")
                .addJavadoc("Decodes a message into the record of a slot. Returns the position after the message.")
                .addModifiers(Modifier.PUBLIC)
                .addStatement("long span = $T.message(tape, at, end, depth)", RuntimeTypes.WIRE)
                .addStatement(
                        "return decode(tape, tape.record(slot, $L), $T.first(span), $T.second(span), $T.NO_GROUP, depth + 1)",
                        DecoderConstants.RECORD,
                        RuntimeTypes.WIRE,
                        RuntimeTypes.WIRE,
                        RuntimeTypes.WIRE)
                .build();
    }

    private MethodSpec readGroup() {
        return decoding("readGroup", "slot", "closing")
                .addJavadoc("Decodes a message that ends with a tag, like {@link #readMessage}.")
                .addModifiers(Modifier.PUBLIC)
                .addStatement("$T.checkDepth(tape, at, depth)", RuntimeTypes.WIRE)
                .addStatement(
                        "return decode(tape, tape.record(slot, $L), at, end, closing, depth + 1)",
                        DecoderConstants.RECORD)
                .build();
    }

    private static MethodSpec.Builder decoding(String name, String... parameters) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .returns(TypeName.INT)
                .addParameter(RuntimeTypes.TAPE, "tape")
                .addParameter(TypeName.INT, "at")
                .addParameter(TypeName.INT, "end");
        List.of(parameters).forEach(it -> method.addParameter(TypeName.INT, it));
        return method.addParameter(TypeName.INT, "depth");
    }

    private MethodSpec entries() {
        FieldPlan key = layout.fields().get(0);
        String maker =
                key.isRange() ? "newTextMap" : key.field().type() == FieldType.BOOL ? "newBooleanMap" : "newIntegerMap";
        return MethodSpec.methodBuilder("entries")
                .addJavadoc("Creates the entries that a view returns for a map.")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(ParameterizedTypeName.get(RuntimeTypes.ENTRIES, view))
                .addParameter(RuntimeTypes.TAPE, "tape")
                .addStatement("return $L(tape, $L, $T.class, $T::new)", maker, constants.slot(key), name, name)
                .build();
    }

    private MethodSpec readEntry() {
        MethodSpec.Builder method = decoding("readEntry", "slot")
                .addJavadoc("Decodes one more entry of the map of a slot. Returns the position after the entry.")
                .addModifiers(Modifier.PUBLIC)
                .addStatement("long span = $T.message(tape, at, end, depth)", RuntimeTypes.WIRE)
                .addStatement("int record = tape.record(tape.add(slot), $L)", DecoderConstants.RECORD);
        CodeBlock decoded = CodeBlock.of(
                "decode(tape, record, $T.first(span), $T.second(span), $T.NO_GROUP, depth + 1)",
                RuntimeTypes.WIRE,
                RuntimeTypes.WIRE,
                RuntimeTypes.WIRE);
        CodeBlock checks = entryChecks();
        if (checks.isEmpty()) {
            return method.addStatement("return $L", decoded).build();
        }
        return method.addStatement("int after = $L", decoded)
                .addCode(checks)
                .addStatement("return after")
                .build();
    }

    /**
     * Returns the code that checks a decoded map entry. If the value is a number that a closed enum lacks, the code
     * removes the entry. If the value is an absent message with required fields, the code records that fields are
     * missing.
     */
    private CodeBlock entryChecks() {
        CodeBlock.Builder method = CodeBlock.builder();
        layout.closedValue().ifPresent(value -> {
            method.beginControlFlow(
                    "if (tape.has(record + $L, $L) && !$L.test(tape.intAt(record + $L)))",
                    constants.bits(value),
                    constants.bit(value),
                    constants.numbers(value),
                    constants.slot(value));
            method.addStatement("tape.removeLast(slot)").endControlFlow();
        });
        layout.lackingMessages()
                .forEach(value -> method.addStatement("tape.expectValue(record + $L)", constants.slot(value)));
        return method.build();
    }

    private List<MethodSpec> requireComplete() {
        List<CodeBlock> checks = new ArrayList<>();
        for (int i = 0; i < layout.bitSlots(); i++) {
            String slot = constants.bits(i);
            constants
                    .required(i)
                    .ifPresent(
                            bits -> checks.add(statement(CodeBlock.of("tape.require(record + $L, $L)", slot, bits))));
        }
        layout.lackingMessages().map(this::require).forEach(checks::add);
        List<List<CodeBlock>> runs = CodeWeight.split(checks, CodeWeight.BUDGET, CodeWeight::of);
        if (runs.size() == 1) {
            return List.of(requireComplete(REQUIRE_COMPLETE, Modifier.PUBLIC, checks));
        }
        List<MethodSpec> parts = new ArrayList<>();
        List<CodeBlock> calls = new ArrayList<>();
        for (List<CodeBlock> run : runs) {
            String part = REQUIRE_COMPLETE + "Part" + (parts.size() + 1);
            parts.add(requireComplete(part, Modifier.PRIVATE, run));
            calls.add(statement(CodeBlock.of("$L(tape, record)", part)));
        }
        parts.add(0, requireComplete(REQUIRE_COMPLETE, Modifier.PUBLIC, calls));
        return parts;
    }

    private static CodeBlock statement(CodeBlock code) {
        return CodeBlock.builder().addStatement("$L", code).build();
    }

    private static MethodSpec requireComplete(String name, Modifier access, List<CodeBlock> checks) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name);
        if (access == Modifier.PUBLIC) {
            method.addJavadoc("Rejects a message if it, or a message within it, lacks a required field.");
        }
        method.addModifiers(access, Modifier.STATIC)
                .addParameter(RuntimeTypes.TAPE, "tape")
                .addParameter(TypeName.INT, "record");
        checks.forEach(method::addCode);
        return method.build();
    }

    /** Returns the statement that rejects the message if a message in the given field lacks a required field. */
    private CodeBlock require(FieldPlan plan) {
        ClassName decoder = GeneratedNames.decoder(plan.messages().get(0));
        CodeBlock check = statement(check(plan, decoder));
        return plan.noted()
                ? CodeBlock.builder()
                        .beginControlFlow(
                                "if (tape.isCase(record + $L, $L))", constants.oneof(plan), constants.number(plan))
                        .add(check)
                        .endControlFlow()
                        .build()
                : check;
    }

    private CodeBlock check(FieldPlan plan, ClassName decoder) {
        String slot = constants.slot(plan);
        if (layout.isOfEntries()) {
            return CodeBlock.of(
                    "tape.requireValue(record + $L, $T.$L, $T::$L)",
                    slot,
                    decoder,
                    DecoderConstants.RECORD,
                    decoder,
                    REQUIRE_COMPLETE);
        }
        if (plan.isMap()) {
            return CodeBlock.of(
                    "requireEntries(record + $L, $T.entries(tape), $T::$L)", slot, decoder, decoder, REQUIRE_COMPLETE);
        }
        String method = plan.isRepeated() ? "requireEach" : "requireMessage";
        return CodeBlock.of("tape.$L(record + $L, $T::$L)", method, slot, decoder, REQUIRE_COMPLETE);
    }

    private List<MethodSpec> decode() {
        List<FieldPlan> fields = layout.fields();
        List<List<FieldPlan>> runs = CodeWeight.split(fields, CodeWeight.BUDGET, cases::weight);
        if (runs.size() == 1) {
            CodeBlock rest = CodeBlock.builder()
                    .add(closing())
                    .addStatement("at = $T.skip(tape, tag, at, end, depth)", RuntimeTypes.WIRE)
                    .build();
            return List.of(loop(fields.isEmpty() ? rest : switchOf(fields, rest)));
        }
        List<MethodSpec> parts = new ArrayList<>();
        CodeBlock.Builder calls = CodeBlock.builder().add(closing());
        for (int i = 0; i < runs.size(); i++) {
            List<FieldPlan> run = runs.get(i);
            String method = "decodeFrom" + run.get(0).field().number();
            parts.add(part(method, run));
            int last = run.get(run.size() - 1).field().number();
            if (i == runs.size() - 1) {
                calls.nextControlFlow("else");
            } else if (i == 0) {
                calls.beginControlFlow("if (tag >>> $T.TYPE_BITS <= $L)", RuntimeTypes.WIRE, last);
            } else {
                calls.nextControlFlow("else if (tag >>> $T.TYPE_BITS <= $L)", RuntimeTypes.WIRE, last);
            }
            calls.addStatement("at = $L(tape, record, tag, at, end, depth)", method);
        }
        parts.add(0, loop(calls.endControlFlow().build()));
        return parts;
    }

    /** Returns the code that handles the end of a group. */
    private CodeBlock closing() {
        CodeBlock.Builder code =
                CodeBlock.builder().beginControlFlow("if ($T.closes(tag, closing))", RuntimeTypes.WIRE);
        return code.add(expect()).addStatement("return at").endControlFlow().build();
    }

    private CodeBlock expect() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (int i = 0; i < layout.bitSlots(); i++) {
            String slot = constants.bits(i);
            constants.required(i).ifPresent(bits -> code.addStatement("tape.expect(record + $L, $L)", slot, bits));
        }
        return code.build();
    }

    private MethodSpec loop(CodeBlock body) {
        return MethodSpec.methodBuilder("decode")
                .addAnnotation(FALLS_THROUGH)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(TypeName.INT)
                .addParameter(RuntimeTypes.TAPE, "tape")
                .addParameter(TypeName.INT, "record")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "end")
                .addParameter(TypeName.INT, "closing")
                .addParameter(TypeName.INT, "depth")
                .addStatement("byte[] bytes = tape.bytes()")
                .addStatement("int at = from")
                .beginControlFlow("while (at < end)")
                .addStatement("int tag = bytes[at++]")
                .beginControlFlow("if (tag < 0)")
                .addStatement("long wide = $T.tag(tape, at - 1)", RuntimeTypes.WIRE)
                .addStatement("at = $T.first(wide)", RuntimeTypes.WIRE)
                .addStatement("tag = $T.second(wide)", RuntimeTypes.WIRE)
                .endControlFlow()
                .addCode(body)
                .endControlFlow()
                .addCode(expect())
                .addStatement("return $T.finish(tape, at, end, closing)", RuntimeTypes.WIRE)
                .build();
    }

    private CodeBlock switchOf(List<FieldPlan> fields, CodeBlock rest) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (tag)");
        code.add(cases.cases(fields)).add("default:\n").indent().add(rest).unindent();
        return code.endControlFlow().build();
    }

    private MethodSpec part(String method, List<FieldPlan> fields) {
        CodeBlock rest = CodeBlock.builder()
                .addStatement("at = $T.skip(tape, tag, at, end, depth)", RuntimeTypes.WIRE)
                .build();
        return MethodSpec.methodBuilder(method)
                .addAnnotation(FALLS_THROUGH)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(TypeName.INT)
                .addParameter(RuntimeTypes.TAPE, "tape")
                .addParameter(TypeName.INT, "record")
                .addParameter(TypeName.INT, "tag")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "end")
                .addParameter(TypeName.INT, "depth")
                .addStatement("byte[] bytes = tape.bytes()")
                .addStatement("int at = from")
                .addCode(switchOf(fields, rest))
                .addStatement("return at")
                .build();
    }
}
