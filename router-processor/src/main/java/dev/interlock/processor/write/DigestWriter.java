package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Writes the class that holds the digest of a source class. A router is generated from its source classes. */
public final class DigestWriter {
    /** Name of the constant that holds the digest. */
    private static final String DIGEST = "DIGEST";
    /** Name of the generated method that compares digests. */
    static final String IS = "is";

    private DigestWriter() {}

    /** Reads the digest from a class that {@link #write} has generated; empty if the class has none. */
    public static Optional<String> read(TypeElement digest) {
        return ElementFilter.fieldsIn(digest.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().contentEquals(DIGEST))
                .map(VariableElement::getConstantValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    /** Returns the file of the class with the digest. The file has one originating element, the source class. */
    public static JavaFile write(TypeElement source, String digest) {
        ClassName name = GeneratedNames.digest(source);
        TypeSpec type = Declarations.generatedClass(source, name.simpleName())
                .addModifiers(GeneratedNames.isPublic(source) ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0])
                .addJavadoc(
                        "Digest of the routes of {@code $L}. Generated: edit that class instead.",
                        source.getQualifiedName())
                .addField(FieldSpec.builder(String.class, DIGEST, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("Routers that are compiled later read this constant.")
                        .initializer("$S", digest)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(MethodSpec.methodBuilder(IS)
                        .addJavadoc("Whether a router was compiled with this digest.")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .returns(TypeName.BOOLEAN)
                        .addParameter(String.class, "compiled")
                        .addStatement("return $N.equals(compiled)", DIGEST)
                        .build())
                .build();
        return JavaFile.builder(name.packageName(), type)
                .skipJavaLangImports(true)
                .build();
    }
}
