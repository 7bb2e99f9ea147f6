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
import dev.interlock.processor.model.CheckedParameter;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Writes the class that holds the validators of an application, with the annotations that they are initialized with. */
final class ValidatorsClass {
    /** Most validators in one class: a static initializer has at most 65,535 bytes. */
    private static final int MOST_FIELDS = 200;

    private static final String INITIALIZE = "initialize";

    private final Application application;
    private final AnnotationRecords annotations;
    private final Names names = new Names(List.of());
    private final Map<Key, CodeBlock> constants = new LinkedHashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();

    /**
     * Identity of a constant. One annotation, on a class or on another annotation, may check values of several types.
     *
     * @param type of the values, boxed
     */
    private record Key(Rule.Custom rule, String message, TypeName type) {}

    ValidatorsClass(Application application) {
        this.application = application;
        this.annotations = new AnnotationRecords(holder(application, 0));
    }

    /** The statement that creates all validators of an application; empty if it has none. */
    static CodeBlock initialize(Application application) {
        return in(application).findAny().isPresent()
                ? CodeBlock.builder()
                        .addStatement("$T.$N()", holder(application, 0), INITIALIZE)
                        .build()
                : CodeBlock.of("");
    }

    /** The rules of an application that need a validator. */
    static Stream<Rule.Custom> in(Application application) {
        Stream<Checks> ofParameters = application.routes().stream()
                .flatMap(route -> route.handler().checks().stream())
                .flatMap(ValidatorsClass::checks);
        Stream<Checks> ofTypes = application.checkedTypes().stream()
                .flatMap(type -> type.properties().stream())
                .map(Property::checks);
        return Stream.concat(ofParameters, ofTypes)
                .flatMap(ValidatorsClass::rules)
                .filter(Rule.Custom.class::isInstance)
                .map(Rule.Custom.class::cast);
    }

    private static Stream<Checks> checks(CheckedParameter parameter) {
        return Stream.concat(
                Stream.concat(Stream.of(parameter.checks()), parameter.elements().stream()),
                parameter.members().stream().map(Property::checks));
    }

    private static Stream<Rule> rules(Checks checks) {
        return Stream.concat(
                checks.constraints().stream().map(Constraint::rule).flatMap(Predicates::flat),
                checks.contents().stream().flatMap(it -> rules(it.checks())));
    }

    private static ClassName holder(Application application, int number) {
        String suffix = "Validators" + (number == 0 ? "" : number);
        return ClassName.get(application.packageName(), application.routerName() + suffix);
    }

    /** The constant for a validator of values of a type. */
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
        ClassName holder = holder(application, fields.size() / MOST_FIELDS);
        TypeName constraint = ParameterizedTypeName.get(RuntimeTypes.JAKARTA_CONSTRAINT, key.type());
        FieldSpec.Builder field = FieldSpec.builder(constraint, name, Modifier.STATIC, Modifier.FINAL);
        if (isRaw) {
            field.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "rawtypes")
                    .build());
        }
        fields.add(field.initializer(
                        "$T.of($>$>\nnew $T(),\n$L,\n$S$L$<$<)",
                        RuntimeTypes.JAKARTA_CONSTRAINT,
                        rule.validator(),
                        annotations.instance(rule.annotation()),
                        key.message(),
                        annotations.members(rule.annotation()))
                .build());
        return CodeBlock.of("$T.$N", holder, name);
    }

    /** The class, and further ones if its fields are too many; none if no validator is used. */
    List<TypeSpec> types() {
        List<TypeSpec> types = new ArrayList<>();
        for (int from = 0; from < fields.size(); from += MOST_FIELDS) {
            int to = Math.min(fields.size(), from + MOST_FIELDS);
            int number = from / MOST_FIELDS;
            types.add(Declarations.generatedClass(
                            application, holder(application, number).simpleName())
                    .addJavadoc(
                            "Validators of {@link $T}. Generated: edit the annotated classes instead.",
                            application.root())
                    .addFields(fields.subList(from, to))
                    .addMethod(MethodSpec.constructorBuilder()
                            .addModifiers(Modifier.PRIVATE)
                            .build())
                    .addMethod(initializer(to < fields.size() ? number + 1 : 0))
                    .addTypes(number == 0 ? annotations.types() : List.of())
                    .build());
        }
        return types;
    }

    /** @param next number of the class that is initialized as well; 0 for none */
    private MethodSpec initializer(int next) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(INITIALIZE)
                .addJavadoc("Creates the validators by initializing this class, so that a faulty one fails the start.")
                .addModifiers(Modifier.STATIC);
        if (next > 0) {
            method.addStatement("$T.$N()", holder(application, next), INITIALIZE);
        }
        return method.build();
    }
}
