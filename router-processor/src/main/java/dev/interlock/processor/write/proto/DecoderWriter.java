package dev.interlock.processor.write.proto;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageView.Accessor;
import dev.interlock.processor.model.proto.MessageView.Case;
import dev.interlock.processor.model.proto.MessageView.Value;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.GeneratedMark;
import dev.interlock.processor.write.GeneratedNames;
import dev.interlock.processor.write.JavaLang;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the decoder of a {@code @ProtoView} interface. */
public final class DecoderWriter {
    private static final String PROCESSOR = "dev.interlock.processor.ProtoProcessor";

    private final MessageView view;
    private final ClassName name;
    private final RecordLayout layout;
    private final DecoderConstants constants;
    private final EnumMethods enums = new EnumMethods();

    private DecoderWriter(MessageView view) {
        this.view = view;
        name = GeneratedNames.decoder(view.type());
        layout = RecordLayout.of(view);
        constants = new DecoderConstants(layout, typeNames());
    }

    /** Returns the simple names of the types that the code refers to, including enums. */
    private Set<String> typeNames() {
        Set<String> names = view.methods().stream()
                .flatMap(DecoderWriter::valueType)
                .flatMap(type -> type.constants().stream())
                .flatMap(it -> ClassName.get(it.type()).simpleNames().stream())
                .collect(Collectors.toCollection(HashSet::new));
        names.add(name.simpleName());
        names.add(view.type().getSimpleName().toString());
        return names;
    }

    private static Stream<ValueType> valueType(Accessor accessor) {
        if (accessor instanceof Value value) {
            return Stream.of(value.type());
        }
        return accessor instanceof Case tag ? Stream.of(tag.type()) : Stream.of();
    }

    /** Returns the file of the decoder for a view. */
    public static JavaFile write(MessageView view) {
        DecoderWriter decoder = new DecoderWriter(view);
        return JavaFile.builder(decoder.name.packageName(), decoder.type())
                .skipJavaLangImports(JavaLang.isClearIn(view.type()))
                .indent("    ")
                .build();
    }

    private TypeSpec type() {
        AccessorWriter accessors = new AccessorWriter(layout, constants, enums);
        List<MethodSpec> methods = view.methods().stream()
                .filter(it -> !(it instanceof MessageView.Copy))
                .map(accessors::write)
                .toList();
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addOriginatingElement(view.type())
                .avoidClashesWithNestedClasses(view.type())
                .addJavadoc("Reads {@code $L} for {@link $T}.", view.message().name(), ClassName.get(view.type()))
                .addAnnotations(GeneratedMark.of(view.type(), PROCESSOR))
                .addModifiers(Modifier.FINAL)
                .superclass(RuntimeTypes.RECORD_VIEW)
                .addSuperinterface(ClassName.get(view.type()));
        if (GeneratedNames.isPublic(view.type())) {
            type.addModifiers(Modifier.PUBLIC);
        }
        if (DeprecatedParts.in(view)) {
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build());
        }
        FieldSetup setup = FieldSetup.initialized(accessors.fields(), EntryPoints.TAPE);
        type.addField(scope()).addFields(constants.constants()).addFields(setup.fields());
        type.addMethods(new EntryPoints(view, name, layout, setup).methods());
        type.addMethods(methods);
        type.addMethods(new TextMethods(view, accessors).methods());
        if (view.isCopied()) {
            CopyWriter copy = new CopyWriter(view, accessors);
            type.addMethods(copy.methods()).addType(copy.type());
        }
        type.addMethods(new DecodeMethods(ClassName.get(view.type()), name, layout, constants).methods());
        return type.addMethods(enums.methods()).build();
    }

    private FieldSpec scope() {
        return FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(Function.class), RuntimeTypes.REQUEST, name),
                        DecoderConstants.SCOPE,
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("scoped($T::new)", name)
                .build();
    }
}
