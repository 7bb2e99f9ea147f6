package dev.interlock.processor.read;

import dev.interlock.processor.declaration.ApplicationAnnotation;
import dev.interlock.processor.declaration.FilterBindings;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.RouteFilter;
import dev.interlock.processor.report.Diagnosis;
import dev.interlock.processor.report.FilterMessage;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Reads the filters of one application: the filters of all routes, and the filters of some routes. */
final class FilterReader {
    private final Scope scope;
    private final TypeElement root;
    private final InstanceNames names;
    private final BindingReader bindings;
    /** Filters and factories by class, in the order in which the reader found them. */
    private final Map<TypeElement, Instance> known = new LinkedHashMap<>();

    private List<Instance> ofApplication = List.of();

    FilterReader(Scope scope, TypeElement root, InstanceNames names) {
        this.scope = scope;
        this.root = root;
        this.names = names;
        this.bindings = new BindingReader(scope, this::instance);
    }

    /**
     * Reads the filters of all routes. Call this method before the handlers are read. It is a mistake if a handler
     * repeats one of these filters.
     */
    Outcome<List<Instance>> readApplication() {
        AnnotationMirror annotation =
                Annotations.find(root, RuntimeAnnotations.HTTP_APP).orElseThrow();
        Set<TypeElement> seen = new LinkedHashSet<>();
        Steps steps = new Steps();
        for (AnnotationValue value : Annotations.list(annotation, "filters")) {
            Place place = Place.of(root, annotation, value);
            Optional<TypeElement> type =
                    steps.take(usable(value, place, Message.NOT_A_FILTER, Message.INACCESSIBLE_FILTER));
            if (type.isPresent() && !seen.add(type.get())) {
                scope.report(Message.DUPLICATE_FILTER, place, Place.describe(type.get()));
                steps.flaw();
            }
        }
        ofApplication = seen.stream().map(this::instance).toList();
        return steps.outcome(ofApplication);
    }

    /**
     * Returns the filters that only some routes have, and the factories of bindings. Call this method after all
     * handlers were read.
     */
    List<Instance> ofRoutes() {
        return known.values().stream()
                .filter(filter -> !ofApplication.contains(filter))
                .toList();
    }

    /**
     * Reads the filters that only the routes of one handler have. Their annotations are on the controller, on a class
     * that has the method, or on the method itself.
     */
    Outcome<List<RouteFilter>> read(Instance controller, HandlerMethod handler) {
        Map<TypeElement, Element> seen = new LinkedHashMap<>();
        ofApplication.forEach(filter -> seen.put(filter.type(), root));
        Map<TypeElement, Element> carriers = carriers(controller, handler);
        List<RouteFilter> filters = new ArrayList<>();
        Steps steps = new Steps();
        Stream.of(Stream.of(controller.type()), handler.classes(), Stream.of(handler.declared()))
                .flatMap(it -> it)
                .distinct()
                .forEach(element -> element.getAnnotationMirrors().forEach(annotation -> {
                    if (isUseFilters(annotation)) {
                        steps.take(read(element, annotation, seen, filters));
                    }
                    FilterBindings.bindings(annotation)
                            .filter(it -> element.equals(carriers.get(FilterBindings.type(it))))
                            .forEach(
                                    it -> steps.take(bindings.read(element, it)).ifPresent(filters::add));
                }));
        return steps.outcome(filters);
    }

    /**
     * Returns, for each type of binding, the element closest to the handler that carries such a binding. Bindings of
     * the same type on other elements do not apply to the handler.
     */
    private static Map<TypeElement, Element> carriers(Instance controller, HandlerMethod handler) {
        Map<TypeElement, Element> carriers = new HashMap<>();
        handler.closestFirst(controller.type())
                .forEach(element -> FilterBindings.of(element)
                        .forEach(binding -> carriers.putIfAbsent(FilterBindings.type(binding), element)));
        return carriers;
    }

    private static boolean isUseFilters(AnnotationMirror annotation) {
        return Annotations.qualifiedName(annotation).equals(RuntimeNames.ANNOTATIONS + RuntimeAnnotations.USE_FILTERS);
    }

    /** Whether a filter of the application, or one of the given filters, removes content codings from bodies. */
    boolean decodesBody(List<RouteFilter> filters) {
        return anyIs(RuntimeNames.DECOMPRESSION, filters);
    }

    /** Whether a filter of the application, or one of the given filters, is asynchronous. */
    boolean mayWait(List<RouteFilter> filters) {
        return anyIs(RuntimeNames.ASYNC_FILTER, filters);
    }

    private boolean anyIs(String supertype, List<RouteFilter> filters) {
        return Stream.concat(
                        ofApplication.stream().map(Instance::type),
                        filters.stream().map(RouteFilter::type))
                .anyMatch(type -> scope.isSubtype(type.asType(), supertype));
    }

    /** Adds the filters of one annotation. Returns whether the annotation has no mistakes. */
    private boolean read(
            Element element, AnnotationMirror annotation, Map<TypeElement, Element> seen, List<RouteFilter> filters) {
        List<AnnotationValue> values = Annotations.list(annotation, "value");
        boolean isSound = !values.isEmpty();
        if (!isSound) {
            report(FilterMessage.NO_BOUND_FILTERS, Place.ofMember(element, annotation, "value"), element);
        }
        for (AnnotationValue value : values) {
            Place place = Place.of(element, annotation, value);
            Optional<TypeElement> type = usable(
                    value, place, FilterMessage.BOUND_CLASS_IS_NO_FILTER, FilterMessage.INACCESSIBLE_BOUND_FILTER);
            Element other = type.isEmpty() ? null : seen.putIfAbsent(type.get(), element);
            if (other != null) {
                report(FilterMessage.FILTER_BOUND_TWICE, place, type.orElseThrow(), element, other);
            } else {
                type.ifPresent(it -> filters.add(new RouteFilter.Shared(instance(it))));
            }
            isSound &= type.isPresent() && other == null;
        }
        return isSound;
    }

    private void report(Diagnosis message, Place place, Element... arguments) {
        Object[] described = Stream.of(arguments).map(Place::describe).toArray();
        scope.problems().add(message, place, described);
    }

    private Instance instance(TypeElement type) {
        return known.computeIfAbsent(type, it -> names.name(it, "Filter"));
    }

    private Optional<TypeElement> usable(
            AnnotationValue value, Place place, Diagnosis notAFilter, Diagnosis inaccessible) {
        Optional<TypeElement> type =
                ApplicationAnnotation.classOf(value).filter(it -> scope.isSubtype(it.asType(), RuntimeNames.FILTER));
        if (type.isEmpty()) {
            scope.problems().add(notAFilter, place, ApplicationAnnotation.describe(value));
        } else if (!scope.canAccess(type.get())) {
            scope.problems()
                    .add(
                            inaccessible,
                            place,
                            Place.describe(type.get()),
                            scope.homeName(),
                            scope.accessTip(type.get().asType()));
            return Optional.empty();
        }
        return type;
    }
}
