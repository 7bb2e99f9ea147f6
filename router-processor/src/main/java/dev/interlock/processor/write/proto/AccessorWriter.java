package dev.interlock.processor.write.proto;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.MessageView.Accessor;
import dev.interlock.processor.model.proto.MessageView.Case;
import dev.interlock.processor.model.proto.MessageView.Presence;
import dev.interlock.processor.model.proto.MessageView.Value;
import dev.interlock.processor.model.proto.ValueType.Form;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.GeneratedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the methods of a decoder that implement the view. Also writes the fields that hold the objects that these
 * methods return.
 */
final class AccessorWriter {
    /** Names that accessors use for something else. Their fields must not have these names. */
    private static final Set<String> USED = Set.of("tape", "record", "view");

    private final RecordLayout layout;
    private final DecoderConstants constants;
    private final EnumMethods enums;
    private final List<FieldSpec> fields = new ArrayList<>();

    AccessorWriter(RecordLayout layout, DecoderConstants constants, EnumMethods enums) {
        this.layout = layout;
        this.constants = constants;
        this.enums = enums;
    }

    MethodSpec write(Accessor accessor) {
        if (accessor instanceof Value value) {
            FieldPlan plan = layout.of(value.field());
            return plan.isRepeated() ? repeated(value, plan) : singular(value, plan);
        }
        if (accessor instanceof Presence presence) {
            CodeBlock test = presence(layout.of(presence.field()));
            return method(accessor, TypeName.BOOLEAN)
                    .addStatement("return $L", test)
                    .build();
        }
        return oneofCase((Case) accessor);
    }

    private MethodSpec oneofCase(Case accessor) {
        CodeBlock number = CodeBlock.of("tape.intAt(record + $L)", constants.oneof(accessor.oneof()));
        CodeBlock result = accessor.type().form() == Form.ENUM
                ? CodeBlock.of("$L($L)", enums.method(accessor.type()), number)
                : number;
        return method(accessor, TypeNames.of(accessor.type()))
                .addStatement("return $L", result)
                .build();
    }

    /**
     * Returns the condition that the message of an accessor is present. Empty if the field of the accessor is repeated
     * or is not a message.
     */
    Optional<CodeBlock> messagePresence(Accessor accessor) {
        return accessor instanceof Value value
                        && value.type().form() == Form.MESSAGE
                        && !layout.of(value.field()).isRepeated()
                ? Optional.of(presence(layout.of(value.field())))
                : Optional.empty();
    }

    /** Returns the type that a view declares for a repeated field or a map. */
    TypeName repeatedType(Value value) {
        return RepeatedTypes.of(value, layout.of(value.field()), enums).declared();
    }

    private CodeBlock presence(FieldPlan plan) {
        return plan.hasBit() || plan.noted() ? isSet(plan) : isRangeSet(plan);
    }

    private CodeBlock isRangeSet(FieldPlan plan) {
        return CodeBlock.of("tape.isSet(record + $L)", constants.slot(plan));
    }

    private CodeBlock isSet(FieldPlan plan) {
        return plan.noted()
                ? CodeBlock.of("tape.isCase(record + $L, $L)", constants.oneof(plan), constants.number(plan))
                : CodeBlock.of("tape.has(record + $L, $L)", constants.bits(plan), constants.bit(plan));
    }

    /**
     * Returns the condition that a field was set. Empty if the accessor needs no condition: the slot of an unset field
     * already contains the correct value.
     */
    private Optional<CodeBlock> condition(FieldPlan plan) {
        if (plan.noted()) {
            return Optional.of(isSet(plan));
        }
        boolean hasDefault = plan.field().defaultValue().isPresent();
        return hasDefault ? Optional.of(presence(plan)) : Optional.empty();
    }

    private MethodSpec singular(Value accessor, FieldPlan plan) {
        MethodSpec.Builder method = method(accessor, TypeNames.of(accessor.type()));
        if (accessor.type().form() == Form.MESSAGE) {
            return message(accessor, plan, method);
        }
        CodeBlock value = value(accessor, plan);
        CodeBlock result = condition(plan)
                .map(it -> CodeBlock.of("$L ? $L : $L", it, value, fallback(accessor, plan)))
                .orElse(value);
        CodeBlock converted = accessor.type().form() == Form.ENUM
                ? CodeBlock.of("$L($L)", enums.method(accessor.type()), result)
                : result;
        return method.addStatement("return $L", converted).build();
    }

    private CodeBlock value(Value accessor, FieldPlan plan) {
        String slot = constants.slot(plan);
        return switch (accessor.type().form()) {
            case CHARACTERS -> CodeBlock.of("textAt(record + $L, $N)", slot, text(accessor));
            case SLICE -> CodeBlock.of("tape.sliceAt(record + $L, $N)", slot, slice(accessor));
            default ->
                CodeBlock.of(
                        "tape.$L(record + $L)", ReadMethods.at(accessor.type().form()), slot);
        };
    }

    private String text(Value accessor) {
        String name = name(accessor);
        add(FieldSpec.builder(CharSequence.class, name).initializer("newText(tape)"));
        return name;
    }

    private String slice(Value accessor) {
        String name = name(accessor);
        add(FieldSpec.builder(RuntimeTypes.SLICE, name).initializer("new $T()", RuntimeTypes.SLICE));
        return name;
    }

    /**
     * Returns the name of the Java field for an accessor. Usually this is the name of the accessor method. A name in
     * {@link #USED} gets an underscore.
     */
    private static String name(Accessor accessor) {
        String name = accessor.method().getSimpleName().toString();
        return USED.contains(name) ? name + "_" : name;
    }

    private void add(FieldSpec.Builder field) {
        fields.add(field.addModifiers(Modifier.PRIVATE, Modifier.FINAL).build());
    }

    /** Returns an expression for the value of an unset field. */
    private CodeBlock fallback(Value accessor, FieldPlan plan) {
        Form form = accessor.type().form();
        if (plan.field().defaultValue().isEmpty()) {
            return zero(accessor, form);
        }
        if (form == Form.SLICE) {
            String bytes = constants.defaultBytes(plan);
            return CodeBlock.of("$N.wrap($L, 0, $L.length)", name(accessor), bytes, bytes);
        }
        if (form == Form.BYTES) {
            return CodeBlock.of("$L.clone()", constants.defaultBytes(plan));
        }
        boolean narrows = form == Form.INT && Literals.type(plan.field().type()).equals(TypeName.LONG);
        return CodeBlock.of(narrows ? "(int) $L" : "$L", constants.defaultValue(plan));
    }

    private static CodeBlock zero(Value accessor, Form form) {
        return switch (form) {
            case BOOLEAN -> CodeBlock.of("false");
            case CHARACTERS, STRING -> CodeBlock.of("$S", "");
            case SLICE -> CodeBlock.of("tape.empty($N)", name(accessor));
            case BYTES -> CodeBlock.of("new byte[0]");
            default -> CodeBlock.of("0");
        };
    }

    private MethodSpec message(Value accessor, FieldPlan plan, MethodSpec.Builder method) {
        var decoder = GeneratedNames.decoder(accessor.type().message().orElseThrow());
        String name = name(accessor);
        String slot = constants.slot(
                plan, plan.messages().indexOf(accessor.type().message().orElseThrow()));
        fields.add(FieldSpec.builder(decoder, name, Modifier.PRIVATE).build());
        method.addStatement("$T view = $N", decoder, name);
        method.beginControlFlow("if (view == null)");
        method.addStatement("view = new $T(tape)", decoder).addStatement("$N = view", name);
        method.endControlFlow();
        if (plan.noted()) {
            method.beginControlFlow("if (!$L)", isSet(plan));
            method.addStatement("return absent(view, $T.$L)", decoder, DecoderConstants.RECORD);
            method.endControlFlow();
        }
        return method.addStatement("return viewAt(record + $L, view, $T.$L)", slot, decoder, DecoderConstants.RECORD)
                .build();
    }

    private MethodSpec repeated(Value accessor, FieldPlan plan) {
        RepeatedTypes types = RepeatedTypes.of(accessor, plan, enums);
        String name = name(accessor);
        add(FieldSpec.builder(types.declared(), name).initializer(types.maker()));
        int view = accessor.type().message().map(plan.messages()::indexOf).orElse(0);
        return method(accessor, types.declared())
                .addStatement("return $L(record + $L, $N)", types.mover(), constants.slot(plan, view), name)
                .build();
    }

    private static MethodSpec.Builder method(Accessor accessor, TypeName result) {
        return MethodSpec.methodBuilder(accessor.method().getSimpleName().toString())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(result);
    }

    /** Returns the fields for the objects that the accessors return. */
    List<FieldSpec> fields() {
        return fields;
    }
}
