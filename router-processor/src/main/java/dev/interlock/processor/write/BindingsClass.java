package dev.interlock.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.RouteFilter;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the class that holds the annotations with {@code @FilterBinding} of an application. Filter factories receive
 * these annotations as arguments.
 */
final class BindingsClass {
    private final Application application;
    private final ClassName name;
    private final AnnotationRecords annotations;

    BindingsClass(Application application) {
        this.application = application;
        this.name = ClassName.get(application.packageName(), application.routerName() + "Bindings");
        this.annotations = new AnnotationRecords(name, name);
    }

    /** Returns an expression that creates a filter of a route. */
    CodeBlock filter(RouteFilter.Bound filter, CodeBlock info) {
        return CodeBlock.of(
                "this.$N.create(\n$>$>$L,\n$L$<$<)",
                filter.instance().name(),
                annotations.instance(filter.annotation()),
                info);
    }

    /** Returns the class; empty if no route has a filter binding. Must be called after all filters are written. */
    List<TypeSpec> types() {
        List<TypeSpec> records = annotations.types();
        if (records.isEmpty()) {
            return List.of();
        }
        TypeSpec.Builder type = Declarations.generatedClass(application, name.simpleName())
                .addJavadoc(
                        "Annotations that {@link $T} passes to filter factories. Generated: edit the annotated classes"
                                + " instead.",
                        ClassName.get(application.packageName(), application.routerName()))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        if (annotations.usesArrays()) {
            type.addMethod(array());
        }
        return List.of(type.addTypes(records).build());
    }

    /** Returns the method that creates generic arrays, because Java has no expression that creates them. */
    private static MethodSpec array() {
        TypeVariableName element = TypeVariableName.get("T");
        return MethodSpec.methodBuilder("array")
                .addAnnotation(SafeVarargs.class)
                .addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                        .addMember("value", "$S", "varargs")
                        .build())
                .addModifiers(Modifier.STATIC)
                .addTypeVariable(element)
                .returns(ArrayTypeName.of(element))
                .addParameter(ArrayTypeName.of(element), "elements")
                .varargs()
                .addStatement("return elements")
                .build();
    }
}
