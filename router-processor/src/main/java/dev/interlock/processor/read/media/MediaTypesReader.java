package dev.interlock.processor.read.media;

import dev.interlock.processor.declaration.WireNames;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.MediaType;
import dev.interlock.processor.model.Representation;
import dev.interlock.processor.model.Representations;
import dev.interlock.processor.report.MediaMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
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
 * Reads the media types that an annotation names for a handler. If the annotation is on the handler itself, the handler
 * must support all types. If it is on a class, the reader skips types that the handler does not support.
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
     * Creates a reader of one annotation for one handler.
     *
     * @param element element that carries the annotation: the handler, or a class whose annotations apply to the
     *     handler
     * @param ranges whether the annotation may name media ranges
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
     * Returns the media types, each with the first codec that handles it. Reports mistakes in the annotation.
     *
     * @param codecs codecs of the request body or result
     * @param misfit message for a type that no codec handles
     * @param what description of the request body or result, for messages
     */
    Outcome<Representations> read(List<Codec> codecs, MediaMessage misfit, String what) {
        Steps steps = new Steps();
        Map<MediaType, AnnotationValue> named = steps.take(named());
        List<Representation> fitting = new ArrayList<>();
        named.forEach((type, value) -> {
            Optional<Codec> codec =
                    codecs.stream().filter(it -> it.handles(type)).findFirst();
            codec.ifPresent(it -> fitting.add(new Representation(type, it)));
            boolean isMisfit = codec.isEmpty() && element.equals(method);
            if (isMisfit) {
                report(misfit, value, type, what, handled(codecs));
            }
            steps.take(!isMisfit);
            if (codec.filter(Codec::isProtobufJson).isPresent()) {
                steps.take(hasJsonFormat(value));
            }
        });
        boolean isWithoutCommon = fitting.isEmpty() && !named.isEmpty() && !element.equals(method);
        if (isWithoutCommon) {
            scope.report(
                    MediaMessage.NO_COMMON_MEDIA_TYPE,
                    Place.of(method),
                    Place.describe(method),
                    Annotations.simpleName(annotation),
                    Place.describe(element),
                    handled(codecs));
        }
        steps.take(!isWithoutCommon);
        return steps.outcome(new Representations(fitting, true));
    }

    /**
     * Checks that an annotation has values and that each is a media type. Reports each mistake, and returns whether
     * there was none.
     */
    static boolean checkTexts(Scope scope, Element element, AnnotationMirror annotation) {
        List<AnnotationValue> values = Annotations.list(annotation, "value");
        if (values.isEmpty()) {
            scope.report(
                    MediaMessage.NO_MEDIA_TYPE,
                    Place.ofMember(element, annotation, "value"),
                    Annotations.simpleName(annotation));
        }
        List<AnnotationValue> malformed = values.stream()
                .filter(value -> !isMediaType((String) value.getValue()))
                .toList();
        malformed.forEach(value -> scope.report(
                MediaMessage.MALFORMED_MEDIA_TYPE, Place.of(element, annotation, value), value.getValue()));
        return !values.isEmpty() && malformed.isEmpty();
    }

    /**
     * Returns the well-formed media types with their values in the annotation. Reports duplicates, and reports ranges
     * if ranges are not allowed.
     */
    private Outcome<Map<MediaType, AnnotationValue>> named() {
        Steps steps = new Steps();
        steps.take(checkTexts(scope, element, annotation));
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
                steps.flaw();
            } else if (named.putIfAbsent(MediaType.of(text), value) != null) {
                report(MediaMessage.DUPLICATE_MEDIA_TYPE, value, MediaType.of(text));
                steps.flaw();
            }
        }
        return steps.outcome(named);
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

    private boolean hasJsonFormat(AnnotationValue value) {
        boolean isThere = scope.known().find(RuntimeNames.JSON_FORMAT).isPresent();
        if (!isThere) {
            report(MediaMessage.JSON_WITHOUT_LIBRARY, value);
        }
        return isThere;
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
