package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the constructors of a decoder, and the methods that create and call a decoder. */
final class EntryPoints {
    /** Parameter for the tape in the constructors of decoders. */
    static final ParameterSpec TAPE =
            ParameterSpec.builder(RuntimeTypes.TAPE, "tape").build();

    private final ClassName view;
    private final ClassName name;
    private final RecordLayout layout;
    private final FieldSetup setup;

    EntryPoints(MessageView view, ClassName name, RecordLayout layout, FieldSetup setup) {
        this.view = ClassName.get(view.type());
        this.name = name;
        this.layout = layout;
        this.setup = setup;
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>(List.of(constructor(), nestedConstructor(), read(), parse()));
        methods.addAll(setup.methods());
        return methods;
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc("Creates a decoder with its own tape.")
                .addModifiers(Modifier.PUBLIC)
                .addStatement("this(new $T())", RuntimeTypes.TAPE)
                .build();
    }

    private MethodSpec nestedConstructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc("Creates a decoder for messages within other messages.")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(TAPE)
                .addStatement("super(tape)")
                .addCode(setup.calls())
                .build();
    }

    private MethodSpec read() {
        return MethodSpec.methodBuilder("read")
                .addJavadoc("Reads the body of a request. The view is valid until the request ends.")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(view)
                .addParameter(RuntimeTypes.REQUEST, "request")
                .addStatement("$T body = $T.readMessage(request)", RuntimeTypes.SLICE, RuntimeTypes.BODIES)
                .addStatement(
                        "return $L.apply(request).parse(body.array(), body.offset(), body.offset() + body.length())",
                        DecoderConstants.SCOPE)
                .build();
    }

    private MethodSpec parse() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("parse")
                .addJavadoc(
                        "Reads the bytes from {@code from} to {@code to}. The view is valid until the next call.\n\n"
                                + "@throws $T 400 if the bytes are not a message of this type",
                        RuntimeTypes.HTTP_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(view)
                .addParameter(ArrayTypeName.of(TypeName.BYTE), "bytes")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "to")
                .addStatement("tape.begin(bytes, from, to)")
                .addStatement("record = tape.record($L)", DecoderConstants.RECORD)
                .addStatement("decode(tape, record, from, to, $T.NO_GROUP, 0)", RuntimeTypes.WIRE);
        if (layout.mayLack()) {
            method.addStatement("tape.requireComplete(record, $T::$L)", name, DecodeMethods.REQUIRE_COMPLETE);
        }
        return method.addStatement("return this").build();
    }
}
