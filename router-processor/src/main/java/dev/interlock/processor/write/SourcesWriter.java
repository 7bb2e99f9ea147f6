package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Writes classes that compare a router with the source classes that it was generated from. */
final class SourcesWriter {
    /**
     * Largest number of sources in one class. A method must stay below the 8,000 bytecodes of HotSpot's
     * HugeMethodLimit.
     */
    private static final int MOST_SOURCES = 200;

    private final Application application;
    /** Sources of each generated class; empty if no source has a digest. */
    private final List<List<SourceDigest>> parts;

    SourcesWriter(Application application, List<SourceDigest> sources) {
        this.application = application;
        this.parts = IntStream.range(0, (sources.size() + MOST_SOURCES - 1) / MOST_SOURCES)
                .mapToObj(part ->
                        sources.subList(part * MOST_SOURCES, Math.min(sources.size(), (part + 1) * MOST_SOURCES)))
                .toList();
    }

    /**
     * Adds the methods of the router that return its sources and its application. Adds nothing if no source has a
     * digest.
     */
    void addTo(TypeSpec.Builder router) {
        if (parts.isEmpty()) {
            return;
        }
        CodeBlock all = IntStream.range(0, parts.size())
                .mapToObj(part -> CodeBlock.of("new $T()", name(part)))
                .collect(CodeBlock.joining(", "));
        router.addMethod(MethodSpec.methodBuilder("sources")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.ROUTER_SOURCES))
                .addStatement("return $T.of($L)", List.class, all)
                .build());
        router.addMethod(MethodSpec.methodBuilder("application")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(String.class)
                .addStatement("return $S", application.root().getQualifiedName().toString())
                .build());
    }

    /** Returns the generated classes; empty if no source has a digest. */
    List<TypeSpec> types() {
        List<TypeSpec> types = new ArrayList<>();
        for (List<SourceDigest> part : parts) {
            types.add(type(name(types.size()), part));
        }
        return types;
    }

    private ClassName name(int part) {
        String number = part == 0 ? "" : String.valueOf(part + 1);
        return ClassName.get(application.packageName(), application.routerName() + "Sources" + number);
    }

    private TypeSpec type(ClassName name, List<SourceDigest> part) {
        return Declarations.generatedClass(application.root(), name.simpleName())
                .superclass(RuntimeTypes.ROUTER_SOURCES)
                .addJavadoc(
                        "Classes that {@link $T} was generated from, with their digests at its compilation.",
                        ClassName.get(application.packageName(), application.routerName()))
                .addMethod(MethodSpec.constructorBuilder()
                        .addStatement("super($L)", part.size())
                        .build())
                .addMethod(method("name", ClassName.get(String.class), part, SourcesWriter::quoted))
                .addMethod(method("isCurrent", TypeName.BOOLEAN, part, SourcesWriter::comparison))
                .build();
    }

    private static CodeBlock quoted(SourceDigest source) {
        return CodeBlock.of("$S", source.type().getQualifiedName().toString());
    }

    /**
     * Returns a comparison that contains the digest itself as a literal. If it referred to the constant, a tool that
     * recompiles only this file would copy a later value of the constant.
     */
    private static CodeBlock comparison(SourceDigest source) {
        return CodeBlock.of("$T.$L($S)", GeneratedNames.digest(source.type()), DigestWriter.IS, source.digest());
    }

    private static MethodSpec method(
            String name, TypeName result, List<SourceDigest> part, Function<SourceDigest, CodeBlock> value) {
        CodeBlock.Builder code =
                CodeBlock.builder().add("return switch (source) {\n").indent();
        for (int i = 0; i < part.size(); i++) {
            code.add("case $L -> $L;\n", i, value.apply(part.get(i)));
        }
        code.add("default -> throw unknownSource(source);\n").unindent().addStatement("}");
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(result)
                .addParameter(TypeName.INT, "source")
                .addCode(code.build())
                .build();
    }
}
