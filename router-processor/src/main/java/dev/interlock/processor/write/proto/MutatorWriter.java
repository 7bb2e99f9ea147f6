package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.model.proto.MessageWriter.Begin;
import dev.interlock.processor.model.proto.MessageWriter.End;
import dev.interlock.processor.model.proto.MessageWriter.Entry;
import dev.interlock.processor.model.proto.MessageWriter.Mutator;
import dev.interlock.processor.model.proto.MessageWriter.Value;
import dev.interlock.processor.model.proto.MessageWriter.Values;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.model.proto.ValueType.Form;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.GeneratedNames;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/** Writes the methods of an encoder. Also collects the constants and fields that the methods refer to. */
final class MutatorWriter {
    private static final String VALUE = "value";
    private static final String VALUES = "values";
    private static final String KEY = "key";
    private static final String ENTRY = "entry";

    private final MessageWriter writer;
    private final ClassName encoder;
    private final Marks marks;
    private final EncoderConstants constants;
    private final NestedFields nested;

    MutatorWriter(MessageWriter writer, Marks marks) {
        this.writer = writer;
        this.marks = marks;
        encoder = GeneratedNames.encoder(writer.type());
        constants = new EncoderConstants(marks, enumNames(writer));
        nested = new NestedFields(constants, writer.message().name());
    }

    private static Set<String> enumNames(MessageWriter writer) {
        return writer.methods().stream()
                .flatMap(MutatorWriter::types)
                .flatMap(type -> type.constants().stream())
                .flatMap(it -> ClassName.get(it.type()).simpleNames().stream())
                .collect(Collectors.toSet());
    }

    private static Stream<ValueType> types(Mutator mutator) {
        if (mutator instanceof Value value) {
            return Stream.of(value.type());
        }
        if (mutator instanceof Values values) {
            return Stream.of(values.type());
        }
        return mutator instanceof Entry entry ? Stream.of(entry.value()) : Stream.of();
    }

    /** Returns the methods in the order of the field numbers. */
    List<MethodSpec> methods() {
        return writer.methods().stream()
                .sorted(Comparator.comparingInt(mutator -> field(mutator).number()))
                .map(this::method)
                .toList();
    }

    private static FieldSchema field(Mutator mutator) {
        if (mutator instanceof Value value) {
            return value.field();
        }
        if (mutator instanceof Values values) {
            return values.field();
        }
        if (mutator instanceof Entry entry) {
            return entry.field();
        }
        return mutator instanceof Begin begin ? begin.field() : ((End) mutator).field();
    }

    private MethodSpec method(Mutator mutator) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(
                        mutator.method().getSimpleName().toString())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC);
        if (mutator instanceof Begin begin) {
            return begin(method, begin);
        }
        if (mutator instanceof Value value) {
            method.addParameter(TypeNames.of(value.type()), VALUE).addCode(value(value));
        } else if (mutator instanceof Values values) {
            method.addParameter(ArrayTypeName.of(TypeNames.of(values.type())), VALUES)
                    .addCode(values(values));
        } else if (mutator instanceof Entry entry) {
            method.addParameter(TypeNames.of(entry.key()), KEY)
                    .addParameter(TypeNames.of(entry.value()), VALUE)
                    .addCode(entry(entry));
        } else {
            method.addCode(end((End) mutator));
        }
        if (mutator.method().getReturnType().getKind() != TypeKind.VOID) {
            method.returns(encoder).addStatement("return this");
        }
        return method.build();
    }

    private CodeBlock value(Value value) {
        FieldSchema field = value.field();
        CodeBlock.Builder code = CodeBlock.builder();
        CodeBlock written = CodeBlock.of(VALUE);
        if (value.type().form() == Form.ENUM && Marks.isWithoutPresence(field)) {
            code.addStatement("int number = $L", number(value.type(), written));
            written = CodeBlock.of("number");
        } else {
            written = number(value.type(), written);
        }
        CodeBlock write = writing(field, value.type(), written);
        if (Marks.isWithoutPresence(field)) {
            return code.beginControlFlow(
                            "if ($N.isNews($N, $L))",
                            EncoderFields.MESSAGE,
                            constants.mark(field),
                            isSet(value.type(), written))
                    .add(write)
                    .endControlFlow()
                    .build();
        }
        code.add(write);
        marks.of(field).ifPresent(it -> code.add(marking(field)));
        return code.build();
    }

    private CodeBlock marking(FieldSchema field) {
        return CodeBlock.builder()
                .addStatement("$N.mark($N)", EncoderFields.MESSAGE, constants.mark(field))
                .build();
    }

    /**
     * Returns the condition that a value is not zero, false or empty. The value {@code -0.0} counts as different from
     * zero, because its bits differ.
     */
    private static CodeBlock isSet(ValueType type, CodeBlock value) {
        return switch (type.form()) {
            case BOOLEAN -> value;
            case FLOAT -> CodeBlock.of("$T.floatToRawIntBits($L) != 0", Float.class, value);
            case DOUBLE -> CodeBlock.of("$T.doubleToRawLongBits($L) != 0", Double.class, value);
            case CHARACTERS, STRING, SLICE -> CodeBlock.of("!$L.isEmpty()", value);
            case BYTES -> CodeBlock.of("$L.length != 0", value);
            case INT, LONG, ENUM, MESSAGE -> CodeBlock.of("$L != 0", value);
        };
    }

    /**
     * Returns the expression for a value in calls of the runtime. For an enum constant, this is the number of the
     * constant; otherwise the value itself.
     */
    private CodeBlock number(ValueType type, CodeBlock value) {
        return type.constants()
                .map(it -> CodeBlock.of("$N.applyAsInt($L)", constants.numbers(it), value))
                .orElse(value);
    }

    private CodeBlock writing(FieldSchema field, ValueType type, CodeBlock value) {
        String single = WriteMethods.of(field, type);
        String method = field.packed() ? WriteMethods.packed(single) : single;
        String tag = field.packed() ? constants.packedTag(field) : constants.tag(field);
        return CodeBlock.builder()
                .addStatement("$N.$L($N, $L)", EncoderFields.MESSAGE, method, tag, value)
                .build();
    }

    private CodeBlock values(Values values) {
        FieldSchema field = values.field();
        if (field.packed() && values.type().form() != Form.ENUM) {
            return writing(field, values.type(), CodeBlock.of(VALUES));
        }
        CodeBlock.Builder code = CodeBlock.builder();
        return code.addStatement("$N.requireOpen()", EncoderFields.MESSAGE)
                .beginControlFlow("for ($T $N : $N)", TypeNames.of(values.type()), VALUE, VALUES)
                .add(writing(field, values.type(), number(values.type(), CodeBlock.of(VALUE))))
                .endControlFlow()
                .build();
    }

    private CodeBlock entry(Entry entry) {
        FieldSchema field = entry.field();
        MessageSchema message = entry.entry();
        String map = nested.entry(field);
        CodeBlock.Builder code = CodeBlock.builder();
        CodeBlock value = CodeBlock.of(VALUE);
        if (entry.value().form() == Form.ENUM) {
            // A value without a number is rejected, so determine the number before the entry begins.
            code.addStatement("int number = $L", number(entry.value(), value));
            value = CodeBlock.of("number");
        }
        return code.add(beginEntry(field, message, entry.key()))
                .add(entryPart(field, message.field(2).orElseThrow(), entry.value(), value))
                .addStatement("$N.end()", map)
                .build();
    }

    private CodeBlock beginEntry(FieldSchema field, MessageSchema entry, ValueType key) {
        return CodeBlock.builder()
                .addStatement("$T $N = $N.begin()", RuntimeTypes.MESSAGE_ENCODER, ENTRY, nested.entry(field))
                .add(entryPart(field, entry.field(1).orElseThrow(), key, CodeBlock.of(KEY)))
                .build();
    }

    private CodeBlock entryPart(FieldSchema field, FieldSchema part, ValueType type, CodeBlock value) {
        return CodeBlock.builder()
                .addStatement(
                        "$N.$L($N, $L)", ENTRY, WriteMethods.of(part, type), constants.entryTag(field, part), value)
                .build();
    }

    private MethodSpec begin(MethodSpec.Builder method, Begin begin) {
        FieldSchema field = begin.field();
        method.returns(GeneratedNames.encoder(begin.nested()));
        if (begin.entry().isPresent()) {
            ValueType key = begin.key().orElseThrow();
            MessageSchema entry = begin.entry().get();
            return method.addParameter(TypeNames.of(key), KEY)
                    .addCode(beginEntry(field, entry, key))
                    .addStatement("return $N.begin()", nested.value(begin, entry))
                    .build();
        }
        return method.addStatement("return $N.begin()", nested.message(begin)).build();
    }

    private CodeBlock end(End end) {
        FieldSchema field = end.field();
        CodeBlock.Builder code = CodeBlock.builder();
        Begin begin = beginOf(field);
        if (begin.entry().isPresent()) {
            code.addStatement("$N.end()", nested.value(begin, begin.entry().get()));
            code.addStatement("$N.end()", nested.entry(field));
        } else {
            code.addStatement("$N.end()", nested.message(begin));
        }
        marks.of(field).ifPresent(it -> code.add(marking(field)));
        return code.build();
    }

    private Begin beginOf(FieldSchema field) {
        return writer.methods().stream()
                .filter(mutator ->
                        mutator instanceof Begin begin && begin.field().number() == field.number())
                .map(Begin.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(field.name() + " is ended and never begun"));
    }

    /**
     * Returns the constants that the methods refer to. This method and the following methods must be called after
     * {@link #methods()}.
     */
    List<FieldSpec> constants() {
        return constants.fields();
    }

    List<FieldSpec> nestedFields() {
        return nested.fields();
    }
}
