package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.model.proto.MessageWriter.Begin;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.GeneratedNames;
import dev.interlock.processor.write.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Instance fields of an encoder that hold the writers of messages within its message. The first call for a Java field
 * adds the field.
 */
final class NestedFields {
    private final EncoderConstants constants;
    private final String message;
    private final Names names = new Names(Set.of(EncoderFields.MESSAGE));
    private final Map<String, String> known = new LinkedHashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();

    /**
     * Creates an empty set of fields.
     *
     * @param message full name of the message that the encoder writes
     */
    NestedFields(EncoderConstants constants, String message) {
        this.constants = constants;
        this.message = message;
    }

    /** Returns the name of the Java field that holds the writer of a message field. */
    String message(Begin begin) {
        FieldSchema field = begin.field();
        return known.computeIfAbsent("message " + field.number(), it -> {
            CodeBlock outer = CodeBlock.of("$N", EncoderFields.MESSAGE);
            return addMessage(begin, field.name(), outer, constants.tag(field));
        });
    }

    /** Returns the name of the Java field that holds the writer of the entries of a map. */
    String entry(FieldSchema field) {
        return known.computeIfAbsent("entry " + field.number(), it -> {
            CodeBlock value = CodeBlock.of(
                    "$T.entry($N, $N, $S)",
                    RuntimeTypes.NESTED,
                    EncoderFields.MESSAGE,
                    constants.tag(field),
                    fullName(field));
            return add(RuntimeTypes.MESSAGE_ENCODER, field.name(), value);
        });
    }

    /** Returns the name of the Java field that holds the writer of the values of a map. */
    String value(Begin begin, MessageSchema entry) {
        FieldSchema field = begin.field();
        CodeBlock outer = CodeBlock.of("$N.message()", entry(field));
        return known.computeIfAbsent("value " + field.number(), it -> {
            FieldSchema value = entry.field(2).orElseThrow();
            return addMessage(begin, field.name() + "_value", outer, constants.entryTag(field, value));
        });
    }

    private String addMessage(Begin begin, String name, CodeBlock outer, String tag) {
        ClassName encoder = GeneratedNames.encoder(begin.nested());
        CodeBlock value = CodeBlock.of(
                "new $T<>($L, $N, $S, $T.class, $T::new)",
                RuntimeTypes.NESTED,
                outer,
                tag,
                fullName(begin.field()),
                encoder,
                encoder);
        return add(encoder, name, value);
    }

    private String fullName(FieldSchema field) {
        return message + "." + field.name();
    }

    private String add(TypeName encoder, String wanted, CodeBlock value) {
        String name = names.unique(Names.camel(wanted), "");
        TypeName type = ParameterizedTypeName.get(RuntimeTypes.NESTED, encoder);
        fields.add(FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
                .initializer(value)
                .build());
        return name;
    }

    /** Returns the fields. The constructor must assign them, because their initializers refer to its parameter. */
    List<FieldSpec> fields() {
        return fields;
    }
}
