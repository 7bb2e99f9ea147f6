package dev.interlock.processor.read.media;

import dev.interlock.processor.declaration.WireNames;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.MediaType;
import dev.interlock.processor.model.Representation;
import dev.interlock.processor.model.Representations;
import dev.interlock.processor.report.MediaMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * Reads the media types that an annotation names for a handler: all of them, if it stands on the handler, else those
 * that fit it.
 */
final class MediaTypesReader {
    private static final String ANY = "*";
    private static final String SUFFIX = "*+";

    private final Scope scope;
    private final Element element;
    private final AnnotationMirror annotation;
    private final ExecutableElement method;
    private final boolean ranges;

    /**
     * For one annotation and one handler.
     *
     * @param element that carries the annotation: the handler, or what is around it
     * @param ranges whether they are allowed
     */
    MediaTypesReader(
            Scope scope, Element element, AnnotationMirror annotation, ExecutableElement method, boolean ranges) {
        this.scope = scope;
        this.element = element;
        this.annotation = annotation;
        this.method = method;
        this.ranges = ranges;
    }

    /**
     * The types, each with the first of the codecs that handles it; something is reported if the annotation has a
     * mistake.
     *
     * @param codecs of the body or result
     * @param misfit the message for a type that none of them handles
     * @param what is read or written
     */
    Representations read(List<Codec> codecs, MediaMessage misfit, String what) {
        Map<MediaType, AnnotationValue> named = named();
        List<Representation> fitting = new ArrayList<>();
        named.forEach((type, value) -> {
            Optional<Codec> codec =
                    codecs.stream().filter(it -> it.handles(type)).findFirst();
            codec.ifPresent(it -> fitting.add(new Representation(type, it)));
            if (codec.isEmpty() && element.equals(method)) {
                report(misfit, value, type, what, handled(codecs));
            }
            if (codec.filter(Codec::isProtobufJson).isPresent()) {
                requireJsonFormat(value);
            }
        });
        if (fitting.isEmpty() && !named.isEmpty() && !element.equals(method)) {
            scope.report(
                    MediaMessage.NO_COMMON_MEDIA_TYPE,
                    Place.of(method),
                    Place.describe(method),
                    Annotations.simpleName(annotation),
                    Place.describe(element),
                    handled(codecs));
        }
        return new Representations(fitting, true);
    }

    /** Reports values that are no media types, and an annotation without any. */
    static void checkTexts(Scope scope, Element element, AnnotationMirror annotation) {
        List<AnnotationValue> values = Annotations.list(annotation, "value");
        if (values.isEmpty()) {
            scope.report(
                    MediaMessage.NO_MEDIA_TYPE,
                    Place.ofMember(element, annotation, "value"),
                    Annotations.simpleName(annotation));
        }
        values.stream()
                .filter(value -> !isMediaType((String) value.getValue()))
                .forEach(value -> scope.report(
                        MediaMessage.MALFORMED_MEDIA_TYPE, Place.of(element, annotation, value), value.getValue()));
    }

    /** The types that are well formed, each with its place. */
    private Map<MediaType, AnnotationValue> named() {
        checkTexts(scope, element, annotation);
        Map<MediaType, AnnotationValue> named = new LinkedHashMap<>();
        for (AnnotationValue value : Annotations.list(annotation, "value")) {
            String text = (String) value.getValue();
            if (!isMediaType(text)) {
                continue;
            }
            if (MediaType.of(text).isRange() && !ranges) {
                report(
                        MediaMessage.PRODUCED_RANGE,
                        value,
                        text,
                        MediaType.of(text).example());
            } else if (named.putIfAbsent(MediaType.of(text), value) != null) {
                report(MediaMessage.DUPLICATE_MEDIA_TYPE, value, MediaType.of(text));
            }
        }
        return named;
    }

    private static boolean isMediaType(String text) {
        int slash = text.indexOf('/');
        String type = text.substring(0, Math.max(0, slash));
        String subtype = text.substring(slash + 1);
        if (type.equals(ANY)) {
            return subtype.equals(ANY);
        }
        boolean isRange = subtype.equals(ANY) || (subtype.startsWith(SUFFIX) && isName(subtype.substring(2)));
        return isName(type) && (isRange || isName(subtype));
    }

    private static boolean isName(String text) {
        return WireNames.isToken(text) && !text.contains(ANY);
    }

    private void requireJsonFormat(AnnotationValue value) {
        if (scope.known().find(RuntimeNames.JSON_FORMAT).isEmpty()) {
            report(MediaMessage.JSON_WITHOUT_LIBRARY, value);
        }
    }

    private void report(MediaMessage message, AnnotationValue value, Object... arguments) {
        scope.report(message, Place.of(element, annotation, value), arguments);
    }

    private static String handled(List<Codec> codecs) {
        return codecs.stream()
                .flatMap(codec -> codec.handled().stream())
                .map(MediaType::toString)
                .collect(Collectors.joining(", "));
    }
}
