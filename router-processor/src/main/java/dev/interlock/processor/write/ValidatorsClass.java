package dev.interlock.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/**
 * Writes the class that holds the validators of an application. Generated code initializes each validator with the
 * annotation of its constraint.
 */
final class ValidatorsClass {
    /** Weight of the statement that assigns a field. */
    private static final int FIELD_WEIGHT = 4;

    private static final String INITIALIZE = "initialize";

    private final Application application;
    private final AnnotationRecords annotations;
    private final Names names = new Names(List.of());
    private final Map<Key, CodeBlock> constants = new LinkedHashMap<>();
    /**
     * Fields of each class. The total weight of the fields of a class is limited, because a single static initializer
     * creates all their values.
     */
    private final List<List<FieldSpec>> classes = new ArrayList<>();
    /** Total weight of the fields of the last class. */
    private int weight;

    /**
     * Identity of a constant. The type is part of the identity: an annotation on a class or on another annotation can
     * check values of several types.
     *
     * @param type boxed type of the values
     */
    private record Key(Rule.Custom rule, String message, TypeName type) {}

    ValidatorsClass(Application application) {
        this.application = application;
        this.annotations = new AnnotationRecords(holder(application, 0), RuntimeTypes.JAKARTA_CONSTRAINT);
    }

    /**
     * Returns the statement that creates all validators of an application; empty if the application has no validators.
     */
    static CodeBlock initialize(Application application) {
        return CustomRules.in(application).findAny().isPresent()
                ? CodeBlock.builder()
                        .addStatement("$T.$N()", holder(application, 0), INITIALIZE)
                        .build()
                : CodeBlock.of("");
    }

    private static ClassName holder(Application application, int number) {
        String suffix = "Validators" + (number == 0 ? "" : number);
        return ClassName.get(application.packageName(), application.routerName() + suffix);
    }

    /** Returns the constant for a validator that checks values of a type. */
    CodeBlock constant(Rule.Custom rule, String message, TypeMirror type) {
        Key key = new Key(rule, message, TypeName.get(type).box());
        return constants.computeIfAbsent(key, it -> add(it, RawTypes.isRaw(type)));
    }

    private CodeBlock add(Key key, boolean isRaw) {
        Rule.Custom rule = key.rule();
        String simpleName = rule.annotation()
                .getAnnotationType()
                .asElement()
                .getSimpleName()
                .toString();
        String name = names.unique(Names.constant(Names.upperSnake(simpleName)), "_");
        TypeName constraint = ParameterizedTypeName.get(RuntimeTypes.JAKARTA_CONSTRAINT, key.type());
        FieldSpec.Builder field = FieldSpec.builder(constraint, name, Modifier.STATIC, Modifier.FINAL);
        if (isRaw) {
            field.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "rawtypes")
                    .build());
        }
        CodeBlock initializer = CodeBlock.of(
                "$T.of($>$>\nnew $T(),\n$L,\n$S$L$<$<)",
                RuntimeTypes.JAKARTA_CONSTRAINT,
                rule.validator(),
                annotations.instance(rule.annotation()),
                key.message(),
                annotations.members(rule.annotation()));
        return CodeBlock.of(
                "$T.$N", add(field.initializer(initializer).build(), CodeWeight.of(initializer) + FIELD_WEIGHT), name);
    }

    /** Adds a field to the last class, or to a new class if the last class is full. Returns the name of the class. */
    private ClassName add(FieldSpec field, int fieldWeight) {
        if (classes.isEmpty() || weight + fieldWeight > CodeWeight.BUDGET) {
            classes.add(new ArrayList<>());
            weight = 0;
        }
        weight += fieldWeight;
        int number = classes.size() - 1;
        classes.get(number).add(field);
        return holder(application, number);
    }

    /** Returns the classes that hold the validators. Usually this is one class; empty if there are no validators. */
    List<TypeSpec> types() {
        List<TypeSpec> types = new ArrayList<>();
        for (int number = 0; number < classes.size(); number++) {
            types.add(Declarations.generatedClass(
                            application, holder(application, number).simpleName())
                    .addJavadoc(
                            "Validators of {@link $T}. Generated: edit the annotated classes instead.",
                            application.root())
                    .addFields(classes.get(number))
                    .addMethod(MethodSpec.constructorBuilder()
                            .addModifiers(Modifier.PRIVATE)
                            .build())
                    .addMethod(initializer(number + 1 < classes.size() ? number + 1 : 0))
                    .addTypes(number == 0 ? annotations.types() : List.of())
                    .build());
        }
        return types;
    }

    /**
     * Returns the method whose call initializes a class.
     * @param next number of the next class, which the method also initializes; 0 if there is no next class
     */
    private MethodSpec initializer(int next) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(INITIALIZE)
                .addJavadoc(
                        "Initializes this class, and so creates the validators. A faulty validator then fails the start.")
                .addModifiers(Modifier.STATIC);
        if (next > 0) {
            method.addStatement("$T.$N()", holder(application, next), INITIALIZE);
        }
        return method.build();
    }
}
