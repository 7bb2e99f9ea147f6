package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Writes classes that compare a router with the source classes that it was generated from. */
final class SourcesWriter {
    /**
     * Largest number of sources in one class. HotSpot does not compile methods above 8,000 bytecodes (HugeMethodLimit).
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

    /** Adds the methods that compare the router with its sources. Adds nothing if no source has a digest. */
    void addTo(TypeSpec.Builder router) {
        if (parts.isEmpty()) {
            return;
        }
        int sources = parts.stream().mapToInt(List::size).sum();
        router.addMethod(override("sources", TypeName.INT)
                .addStatement("return $L", sources)
                .build());
        router.addMethod(numbered("source", ClassName.get(String.class), delegation("name")));
        router.addMethod(numbered("isCurrent", TypeName.BOOLEAN, delegation("isCurrent")));
        router.addMethod(override("application", ClassName.get(String.class))
                .addStatement("return $S", application.root().getQualifiedName().toString())
                .build());
    }

    /** Returns the code that calls a method of the generated class with the source. */
    private CodeBlock delegation(String method) {
        if (parts.size() == 1) {
            return CodeBlock.of("return $T.$L(source);\n", name(0), method);
        }
        List<CodeBlock> calls = IntStream.range(0, parts.size())
                .mapToObj(part -> CodeBlock.of("$T.$L(source)", name(part), method))
                .toList();
        return cases("source / " + MOST_SOURCES, 0, calls);
    }

    private static MethodSpec.Builder override(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(result);
    }

    private static MethodSpec numbered(String name, TypeName result, CodeBlock code) {
        return override(name, result)
                .addParameter(TypeName.INT, "source")
                .addCode(code)
                .build();
    }

    /** Returns the generated classes; empty if no source has a digest. */
    List<TypeSpec> types() {
        List<TypeSpec> types = new ArrayList<>();
        for (List<SourceDigest> part : parts) {
            types.add(type(name(types.size()), types.size() * MOST_SOURCES, part));
        }
        return types;
    }

    private ClassName name(int part) {
        String number = part == 0 ? "" : String.valueOf(part + 1);
        return ClassName.get(application.packageName(), application.routerName() + "Sources" + number);
    }

    private TypeSpec type(ClassName name, int first, List<SourceDigest> part) {
        return Declarations.generatedClass(application.root(), name.simpleName())
                .addJavadoc(
                        "Classes that {@link $T} was generated from, with their digests at its compilation.",
                        ClassName.get(application.packageName(), application.routerName()))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(lookup("name", ClassName.get(String.class), first, part, SourcesWriter::quoted))
                .addMethod(lookup("isCurrent", TypeName.BOOLEAN, first, part, SourcesWriter::comparison))
                .build();
    }

    private static CodeBlock quoted(SourceDigest source) {
        return CodeBlock.of("$S", source.type().getQualifiedName().toString());
    }

    /**
     * Returns a comparison with the digest as a literal. The comparison does not refer to the constant of the source:
     * a tool that recompiles only the generated file would then compile a later value of the constant into it.
     */
    private static CodeBlock comparison(SourceDigest source) {
        return CodeBlock.of("$T.$L($S)", GeneratedNames.digest(source.type()), DigestWriter.IS, source.digest());
    }

    private static MethodSpec lookup(
            String name, TypeName result, int first, List<SourceDigest> part, Function<SourceDigest, CodeBlock> value) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .returns(result)
                .addParameter(TypeName.INT, "source")
                .addCode(cases("source", first, part.stream().map(value).toList()))
                .build();
    }

    /** Returns a switch whose cases are numbered from {@code first}. */
    private static CodeBlock cases(String selector, int first, List<CodeBlock> values) {
        CodeBlock.Builder code =
                CodeBlock.builder().add("return switch ($L) {\n", selector).indent();
        for (int i = 0; i < values.size(); i++) {
            code.add("case $L -> $L;\n", first + i, values.get(i));
        }
        return code.add("default -> throw new $T(source);\n", IndexOutOfBoundsException.class)
                .unindent()
                .addStatement("}")
                .build();
    }
}
