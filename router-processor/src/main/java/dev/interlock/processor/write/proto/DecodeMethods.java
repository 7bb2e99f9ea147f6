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

/** Writes the static methods that decode messages of one type into their records. */
final class DecodeMethods {
    private static final AnnotationSpec FALLS_THROUGH = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "$S", "fallthrough")
            .build();

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
            methods.addAll(isComplete());
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
        String keys = key.isRange() ? "TEXT" : key.field().type() == FieldType.BOOL ? "BOOLEAN" : "INTEGER";
        return MethodSpec.methodBuilder("entries")
                .addJavadoc("Creates the entries that a view returns for a map.")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(ParameterizedTypeName.get(RuntimeTypes.MAP_ENTRIES, view))
                .addParameter(RuntimeTypes.TAPE, "tape")
                .addStatement(
                        "return new $T<>(tape, $T.$L, $L, $T.class, $T::new)",
                        RuntimeTypes.MAP_ENTRIES,
                        RuntimeTypes.MAP_KEYS,
                        keys,
                        constants.slot(key),
                        name,
                        name)
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
     * Returns the code that checks a complete map entry. The code checks whether the map contains the entry, and
     * whether the value of the entry is present.
     */
    private CodeBlock entryChecks() {
        CodeBlock.Builder method = CodeBlock.builder();
        layout.closedValue().ifPresent(value -> {
            method.beginControlFlow(
                    "if ($T.has(tape, record + $L, $L) && !$L.has($T.intAt(tape, record + $L)))",
                    RuntimeTypes.SLOTS,
                    constants.bits(value),
                    constants.bit(value),
                    constants.numbers(value),
                    RuntimeTypes.SLOTS,
                    constants.slot(value));
            method.addStatement("tape.removeLast(slot)").endControlFlow();
        });
        layout.lackingMessages()
                .forEach(value -> method.addStatement("tape.expectValue(record + $L)", constants.slot(value)));
        return method.build();
    }

    private List<MethodSpec> isComplete() {
        List<CodeBlock> tests = new ArrayList<>();
        for (int i = 0; i < layout.bitSlots(); i++) {
            int slot = i;
            constants
                    .required(i)
                    .ifPresent(bits -> tests.add(CodeBlock.of(
                            "$T.hasAll(tape, record + $L, $L)", RuntimeTypes.SLOTS, constants.bits(slot), bits)));
        }
        layout.lackingMessages().map(this::isComplete).forEach(tests::add);
        List<List<CodeBlock>> runs = CodeWeight.split(tests, CodeWeight.BUDGET, CodeWeight::of);
        if (runs.size() == 1) {
            return List.of(isComplete("isComplete", Modifier.PUBLIC, tests));
        }
        List<MethodSpec> parts = new ArrayList<>();
        List<CodeBlock> calls = new ArrayList<>();
        for (List<CodeBlock> run : runs) {
            String part = "isCompletePart" + (parts.size() + 1);
            parts.add(isComplete(part, Modifier.PRIVATE, run));
            calls.add(CodeBlock.of("$L(tape, record)", part));
        }
        parts.add(0, isComplete("isComplete", Modifier.PUBLIC, calls));
        return parts;
    }

    private static MethodSpec isComplete(String name, Modifier access, List<CodeBlock> tests) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name);
        if (access == Modifier.PUBLIC) {
            method.addJavadoc("Whether a message, and each message within it, has its required fields.");
        }
        return method.addModifiers(access, Modifier.STATIC)
                .returns(TypeName.BOOLEAN)
                .addParameter(RuntimeTypes.TAPE, "tape")
                .addParameter(TypeName.INT, "record")
                .addStatement(
                        tests.isEmpty()
                                ? CodeBlock.of("return true")
                                : CodeBlock.of("return $L", CodeBlock.join(tests, "\n&& ")))
                .build();
    }

    private CodeBlock isComplete(FieldPlan plan) {
        ClassName decoder = GeneratedNames.decoder(plan.messages().get(0));
        if (layout.isOfEntries()) {
            return CodeBlock.of(
                    "$T.isValueComplete(tape, record + $L, $T::isComplete, $T.$L)",
                    RuntimeTypes.SLOTS,
                    constants.slot(plan),
                    decoder,
                    decoder,
                    DecoderConstants.RECORD);
        }
        if (plan.isMap()) {
            return CodeBlock.of(
                    "$T.areComplete(tape, $T.entries(tape).at(record + $L), $T::isComplete)",
                    RuntimeTypes.SLOTS,
                    decoder,
                    constants.slot(plan),
                    decoder);
        }
        CodeBlock test = CodeBlock.of(
                "$T.$L(tape, record + $L, $T::isComplete)",
                RuntimeTypes.SLOTS,
                plan.isRepeated() ? "areComplete" : "isComplete",
                constants.slot(plan),
                decoder);
        return plan.noted()
                ? CodeBlock.of(
                        "(!$T.isCase(tape, record + $L, $L) || $L)",
                        RuntimeTypes.SLOTS,
                        constants.oneof(plan),
                        constants.number(plan),
                        test)
                : test;
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
                calls.beginControlFlow("if (tag >>> $T.BITS <= $L)", RuntimeTypes.WIRE_TYPE, last);
            } else {
                calls.nextControlFlow("else if (tag >>> $T.BITS <= $L)", RuntimeTypes.WIRE_TYPE, last);
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
