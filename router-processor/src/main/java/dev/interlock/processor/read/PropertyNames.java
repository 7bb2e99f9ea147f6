package dev.interlock.processor.read;

import dev.interlock.processor.report.JsonMessage;
import dev.interlock.processor.report.Place;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/** What the members of a type are called in its JSON, by whichever library reads it. */
final class PropertyNames {
    private static final String AVAJE_PROPERTY = JsonAdapters.JSON + ".Property";
    private static final String JACKSON_PROPERTY = "com.fasterxml.jackson.annotation.JsonProperty";
    private static final String JACKSON_NAMING = "com.fasterxml.jackson.databind.annotation.JsonNaming";

    private final Scope scope;
    private final TypeElement type;
    private final boolean isOfJackson;

    PropertyNames(Scope scope, TypeElement type) {
        this.scope = scope;
        this.type = type;
        this.isOfJackson = !JsonAdapters.exist(scope, type);
    }

    String of(RecordComponentElement component) {
        if (!isOfJackson) {
            return JsonComponent.propertyName(type, component);
        }
        // Jackson gives a method the annotations of those that it overrides.
        Stream<Element> carriers = Stream.concat(
                JsonComponent.withParameters(type, component),
                Supertypes.overridden(scope, type, component.getAccessor()).stream());
        return name(component.getSimpleName().toString(), carriers);
    }

    /** The name of what a class has a field or accessors for. */
    String of(String property) {
        String suffix = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        Set<String> methods = Set.of(property, "get" + suffix, "is" + suffix, "set" + suffix);
        Stream<Element> carriers = Supertypes.of(scope, type).stream()
                .flatMap(it -> it.getEnclosedElements().stream())
                .flatMap(member -> carriers(member, property, methods));
        return name(property, carriers);
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

    private String name(String property, Stream<Element> carriers) {
        String annotation = isOfJackson ? JACKSON_PROPERTY : AVAJE_PROPERTY;
        Optional<String> given = carriers.flatMap(carrier -> Annotations.named(carrier, annotation).stream())
                .map(mirror -> Annotations.text(mirror, "value"))
                .filter(name -> !name.isEmpty())
                .findFirst();
        return given.orElseGet(() -> isOfJackson ? byStrategy(property) : byConvention(property));
    }

    private String byConvention(String property) {
        return JsonNaming.name(property, JsonNaming.convention(type));
    }

    private String byStrategy(String property) {
        for (TypeElement above : Supertypes.of(scope, type)) {
            Optional<AnnotationMirror> naming = Annotations.named(above, JACKSON_NAMING);
            if (naming.isPresent()) {
                String strategy =
                        String.valueOf(Annotations.value(naming.get(), "value").getValue());
                return JacksonNaming.name(property, strategy).orElseGet(() -> {
                    scope.report(
                            JsonMessage.UNKNOWN_NAMING,
                            Place.of(above, naming.get()),
                            Place.describe(above),
                            strategy.substring(strategy.lastIndexOf('.') + 1));
                    return property;
                });
            }
        }
        return property;
    }
}
