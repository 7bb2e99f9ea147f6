package dev.interlock.processor.read.json;

import dev.interlock.processor.report.JsonMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Accessors;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.Supertypes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/**
 * Determines the names of a type's members in JSON, for the library that reads the type. A member has no name if
 * Jackson does not read it.
 */
public final class PropertyNames {
    private static final String AVAJE_PROPERTY = JsonAdapters.JSON + ".Property";
    private static final String JACKSON_PROPERTY = "com.fasterxml.jackson.annotation.JsonProperty";
    private static final String JACKSON_NAMING = "com.fasterxml.jackson.databind.annotation.JsonNaming";

    private final Scope scope;
    private final TypeElement type;
    private final boolean isOfJackson;
    private final boolean areTold;

    private PropertyNames(Scope scope, TypeElement type, boolean isOfJackson, boolean areTold) {
        this.scope = scope;
        this.type = type;
        this.isOfJackson = isOfJackson;
        this.areTold = areTold;
    }

    /** Creates a reader of names that appear in messages to clients. The reader reports an unknown naming strategy. */
    public static PropertyNames of(Scope scope, TypeElement type) {
        return new PropertyNames(scope, type, !JsonAdapters.exist(scope, type), true);
    }

    /**
     * Creates a reader of the names that Jackson uses, even if the type has an adapter of avaje-jsonb. The reader does
     * not report an unknown naming strategy, because clients never see these names.
     */
    static PropertyNames ofJackson(Scope scope, TypeElement type) {
        return new PropertyNames(scope, type, true, false);
    }

    public Outcome<Optional<String>> of(RecordComponentElement component) {
        if (!isOfJackson) {
            return Outcome.sound(Optional.of(JsonComponent.propertyName(type, component)));
        }
        // In Jackson, a method inherits the annotations of the methods that it overrides.
        Stream<Element> carriers = Stream.concat(
                JsonComponent.withParameters(type, component),
                Supertypes.overridden(scope, type, Accessors.of(component)).stream());
        return name(component.getSimpleName().toString(), carriers.toList());
    }

    /**
     * Returns the JSON name of a property of a class, which has a field or accessors. Empty if Jackson does not read
     * the property.
     */
    public Outcome<Optional<String>> of(String property) {
        String suffix = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        Set<String> methods = Set.of(property, "get" + suffix, "is" + suffix, "set" + suffix);
        Stream<Element> carriers = Supertypes.of(scope, type).stream()
                .flatMap(it -> it.getEnclosedElements().stream())
                .flatMap(member -> carriers(member, property, methods));
        return name(property, carriers.toList());
    }

    private static Stream<Element> carriers(Element member, String property, Set<String> methods) {
        return switch (member.getKind()) {
            case FIELD -> Stream.of(member).filter(it -> it.getSimpleName().contentEquals(property));
            case METHOD ->
                Stream.of(member)
                        .filter(it -> methods.contains(it.getSimpleName().toString()));
            case CONSTRUCTOR ->
                ((ExecutableElement) member)
                        .getParameters().stream()
                                .filter(it -> it.getSimpleName().contentEquals(property))
                                .map(it -> it);
            default -> Stream.of();
        };
    }

    private Outcome<Optional<String>> name(String property, List<Element> carriers) {
        if (!isOfJackson) {
            return Outcome.sound(Optional.of(given(carriers, AVAJE_PROPERTY).orElseGet(() -> byConvention(property))));
        }
        if (JacksonIgnorals.isMarked(type, carriers)) {
            return Outcome.sound(Optional.empty());
        }
        return given(carriers, JACKSON_PROPERTY)
                .map(Outcome::sound)
                .orElseGet(() -> byStrategy(property))
                .map(name -> Optional.of(name).filter(it -> !JacksonIgnorals.isListed(scope, type, it)));
    }

    private static Optional<String> given(List<Element> carriers, String annotation) {
        return carriers.stream()
                .flatMap(carrier -> Annotations.named(carrier, annotation).stream())
                .map(mirror -> Annotations.text(mirror, "value"))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private String byConvention(String property) {
        return JsonNaming.name(property, JsonNaming.convention(type));
    }

    private Outcome<String> byStrategy(String property) {
        for (TypeElement above : Supertypes.of(scope, type)) {
            Optional<AnnotationMirror> naming = Annotations.named(above, JACKSON_NAMING);
            if (naming.isPresent()) {
                return byStrategy(property, above, naming.get());
            }
        }
        return Outcome.sound(property);
    }

    private Outcome<String> byStrategy(String property, TypeElement named, AnnotationMirror naming) {
        String strategy = String.valueOf(Annotations.value(naming, "value").getValue());
        Optional<String> name = JacksonNaming.name(property, strategy);
        boolean isWrong = name.isEmpty() && areTold;
        if (isWrong) {
            report(named, naming, strategy);
        }
        return new Outcome<>(name.orElse(property), !isWrong);
    }

    private void report(TypeElement named, AnnotationMirror naming, String strategy) {
        scope.report(
                JsonMessage.UNKNOWN_NAMING,
                Place.of(named, naming),
                Place.describe(named),
                strategy.substring(strategy.lastIndexOf('.') + 1));
    }
}
