package dev.interlock.processor.check.compilation;

import com.google.auto.common.MoreElements;
import dev.interlock.processor.declaration.ApplicationAnnotation;
import dev.interlock.processor.declaration.FilterBindings;
import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.report.BindingMessage;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Exceptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds annotations in the sources of a compilation that have no effect. Examples are controllers that no application
 * lists, routes outside of controllers, and settings of methods without a route.
 */
public final class UnusedAnnotations {
    /** Annotations that can be on a class and then configure every handler of the class. */
    private static final Set<String> SETTINGS = Set.of(
            RuntimeAnnotations.BLOCKING,
            RuntimeAnnotations.ESSENTIAL,
            RuntimeAnnotations.TIMEOUT,
            RuntimeAnnotations.USE_FILTERS,
            RuntimeAnnotations.ROLES,
            RuntimeAnnotations.ANYONE,
            RuntimeAnnotations.CONSUMES,
            RuntimeAnnotations.PRODUCES);

    /** Annotations of {@link #SETTINGS} that can also be on an application and then configure every handler of it. */
    private static final Set<String> OF_APPLICATIONS = Set.of(RuntimeAnnotations.CONSUMES, RuntimeAnnotations.PRODUCES);

    /** Annotations of protobuf views and writers. They do not configure handlers. */
    private static final Set<String> PROTOBUF =
            Set.of(RuntimeAnnotations.PROTO_VIEW, RuntimeAnnotations.PROTO_WRITER, RuntimeAnnotations.PROTO_FIELD);

    /** Annotations that have an effect on error methods. */
    private static final Set<String> OF_ERRORS = Set.of(RuntimeAnnotations.ON_ERROR, RuntimeAnnotations.STATUS);

    private final Set<String> controllers = new TreeSet<>();
    private final Set<String> errors = new TreeSet<>();
    /** Names of classes that declare routes but are not controllers. */
    private final Set<String> routes = new TreeSet<>();
    /** Names of superclasses of controllers and of classes that an application lists. */
    private final Set<String> bases = new TreeSet<>();

    private final List<String> applications = new ArrayList<>();

    /**
     * Reads the annotations of Interlock in the sources of one round. Reports annotations that have no effect.
     *
     * @param annotations annotations in the sources of the round
     */
    public void read(
            Set<? extends TypeElement> annotations, RoundEnvironment round, Elements elements, Problems problems) {
        for (TypeElement annotation : annotations) {
            String name = annotation.getSimpleName().toString();
            ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)).forEach(type -> note(name, type));
        }
        for (TypeElement annotation : annotations) {
            String name = annotation.getSimpleName().toString();
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                InternalFailure.at(element, () -> read(name, element, elements, problems));
            }
        }
    }

    /**
     * Reads the filter bindings in the sources of one round. Reports bindings that have no effect. Call {@link #read}
     * for the round first.
     */
    public void readBindings(RoundEnvironment round, Elements elements, Problems problems) {
        FilterBindings.uses(round.getRootElements()).stream()
                .filter(use -> !isCopied(use.element()))
                .forEach(use -> InternalFailure.at(
                        use.element(), () -> readBinding(use.element(), use.annotation(), elements, problems)));
    }

    /**
     * Whether the compiler copied the bindings of a record component to the element. The element is then a field,
     * accessor or constructor parameter.
     */
    private static boolean isCopied(Element element) {
        Element around = Objects.requireNonNullElse(element.getEnclosingElement(), element);
        Element type = around.getKind() == ElementKind.CONSTRUCTOR ? around.getEnclosingElement() : around;
        return element.getKind() != ElementKind.RECORD_COMPONENT
                && type instanceof TypeElement record
                && record.getRecordComponents().stream()
                        .filter(component -> component.getSimpleName().equals(element.getSimpleName()))
                        .anyMatch(component ->
                                FilterBindings.of(component).findAny().isPresent());
    }

    private void readBinding(Element element, AnnotationMirror binding, Elements elements, Problems problems) {
        if (element instanceof TypeElement type && type.getKind() != ElementKind.ANNOTATION_TYPE) {
            if (!hasHandlers(type, elements)) {
                reportSetting(binding, type, problems);
            }
        } else if (element.getKind() == ElementKind.METHOD) {
            requireRoute(binding, element, (ExecutableElement) element, elements, problems);
        } else {
            problems.add(
                    BindingMessage.MISPLACED_BINDING,
                    Place.of(element, binding),
                    Annotations.simpleName(binding),
                    Place.describe(element));
        }
    }

    private void read(String annotation, Element element, Elements elements, Problems problems) {
        if (PROTOBUF.contains(annotation)) {
            checkFieldName(annotation, element, problems);
        } else if (element instanceof TypeElement type) {
            checkSetting(annotation, type, elements, problems);
        } else if (element instanceof ExecutableElement method) {
            check(annotation, method, elements, problems);
        } else if (element.getKind() == ElementKind.PARAMETER
                && element.getEnclosingElement() instanceof ExecutableElement method
                && method.getKind() == ElementKind.METHOD) {
            requireRoute(find(element, annotation), element, method, elements, problems);
        }
    }

    private static AnnotationMirror find(Element element, String annotation) {
        return Annotations.find(element, annotation).orElseThrow();
    }

    /**
     * Reports {@code @ProtoField} on any element except an abstract method of an interface. Only such a method can
     * belong to a view or writer.
     */
    private static void checkFieldName(String annotation, Element element, Problems problems) {
        boolean isAccessor = element.getModifiers().contains(Modifier.ABSTRACT)
                && element.getEnclosingElement() instanceof TypeElement around
                && around.getKind() == ElementKind.INTERFACE;
        if (annotation.equals(RuntimeAnnotations.PROTO_FIELD) && !isAccessor) {
            AnnotationMirror mirror = Annotations.find(element, annotation).orElseThrow();
            problems.add(ProtoMessage.STRAY_FIELD_NAME, Place.of(element, mirror), Place.describe(element));
        }
    }

    private void note(String annotation, TypeElement type) {
        String name = type.getQualifiedName().toString();
        if (annotation.equals(RuntimeAnnotations.CONTROLLER)) {
            controllers.add(name);
            addBases(type);
        } else if (annotation.equals(RuntimeAnnotations.HTTP_APP)) {
            applications.add(name);
            listed(type).forEach(this::addBases);
        }
    }

    private void addBases(TypeElement type) {
        Exceptions.withSuperclasses(type)
                .skip(1)
                .forEach(above -> bases.add(above.getQualifiedName().toString()));
    }

    private static Stream<TypeElement> listed(TypeElement root) {
        return Stream.concat(
                ApplicationAnnotation.listedControllers(root).stream(),
                ApplicationAnnotation.listedErrors(root).stream());
    }

    /** Reports an annotation that would configure the handlers of a class, if the class has no handlers. */
    private void checkSetting(String annotation, TypeElement type, Elements elements, Problems problems) {
        boolean isForAll = OF_APPLICATIONS.contains(annotation) && Annotations.has(type, RuntimeAnnotations.HTTP_APP);
        if (SETTINGS.contains(annotation) && !hasHandlers(type, elements) && !isForAll) {
            reportSetting(find(type, annotation), type, problems);
        }
    }

    private static void reportSetting(AnnotationMirror setting, TypeElement type, Problems problems) {
        problems.add(
                Message.SETTING_WITHOUT_CONTROLLER,
                Place.of(type, setting),
                Annotations.simpleName(setting),
                Place.describe(type));
    }

    private boolean hasHandlers(TypeElement type, Elements elements) {
        return Annotations.has(type, RuntimeAnnotations.CONTROLLER)
                || ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .anyMatch(method -> !RouteAnnotations.of(method).isEmpty()
                                || overrides(
                                        method,
                                        elements,
                                        it -> !RouteAnnotations.of(it).isEmpty()));
    }

    private void check(String annotation, ExecutableElement method, Elements elements, Problems problems) {
        TypeElement type = MoreElements.asType(method.getEnclosingElement());
        if (annotation.equals(RuntimeAnnotations.ON_ERROR)
                && !Annotations.has(type, RuntimeAnnotations.CONTROLLER)
                && !isForInheritance(type)) {
            errors.add(type.getQualifiedName().toString());
        }
        if (!OF_ERRORS.contains(annotation) || !Annotations.has(method, RuntimeAnnotations.ON_ERROR)) {
            requireRoute(find(method, annotation), method, method, elements, problems);
        }
        if (!RouteAnnotations.of(method).isEmpty()
                && !Annotations.has(type, RuntimeAnnotations.CONTROLLER)
                && !isForInheritance(type)) {
            routes.add(type.getQualifiedName().toString());
        }
    }

    /**
     * Reports an annotation on a method, or on one of its parameters, if the method has no route. The annotation has an
     * effect only on handlers.
     */
    private void requireRoute(
            AnnotationMirror annotation,
            Element element,
            ExecutableElement method,
            Elements elements,
            Problems problems) {
        if (RouteAnnotations.of(method).isEmpty() && !replacesRoute(method, elements)) {
            problems.add(
                    Message.SETTING_WITHOUT_ROUTE,
                    Place.of(element, annotation),
                    Annotations.simpleName(annotation),
                    Place.describe(method));
        }
    }

    /**
     * Whether the method overrides a handler or an error method. For these methods, {@link HandlerMethods} reports the
     * mistake once for each controller.
     */
    private boolean replacesRoute(ExecutableElement method, Elements elements) {
        return overrides(
                method,
                elements,
                it -> !RouteAnnotations.of(it).isEmpty() || Annotations.has(it, RuntimeAnnotations.ON_ERROR));
    }

    /**
     * Whether a method overrides a method for which {@code kind} is true. False if neither the method's class nor a
     * subclass can be a controller.
     */
    private boolean overrides(ExecutableElement method, Elements elements, Predicate<? super ExecutableElement> kind) {
        TypeElement type = MoreElements.asType(method.getEnclosingElement());
        return (Annotations.has(type, RuntimeAnnotations.CONTROLLER) || isForInheritance(type))
                && Exceptions.withSuperclasses(type)
                        .flatMap(UnusedAnnotations::withInterfaces)
                        .flatMap(above -> ElementFilter.methodsIn(above.getEnclosedElements()).stream())
                        .filter(it -> it.getSimpleName().equals(method.getSimpleName()))
                        .filter(kind)
                        .anyMatch(it -> elements.overrides(method, it, type));
    }

    private static Stream<TypeElement> withInterfaces(TypeElement type) {
        return Stream.concat(
                Stream.of(type),
                type.getInterfaces().stream()
                        .flatMap(it -> Classes.of(it).stream())
                        .flatMap(UnusedAnnotations::withInterfaces));
    }

    /**
     * Whether a controller may inherit from the type: the type is an interface, an abstract class or a superclass of a
     * known controller or listed class.
     */
    private boolean isForInheritance(TypeElement type) {
        return type.getKind() == ElementKind.INTERFACE
                || type.getModifiers().contains(Modifier.ABSTRACT)
                || bases.contains(type.getQualifiedName().toString());
    }

    /**
     * Reports routes outside of controllers, and controllers and error methods that no application lists. If the
     * sources have no application, reports no unlisted classes. Call this method after all sources were read.
     */
    public void report(Elements elements, Problems problems) {
        List<TypeElement> roots = found(applications, elements).toList();
        roots.stream().flatMap(UnusedAnnotations::listed).forEach(this::addBases);
        found(routes, elements).filter(type -> !isForInheritance(type)).forEach(type -> reportRoutes(type, problems));
        reportUnlisted(roots, elements, problems);
    }

    private static Stream<TypeElement> found(Collection<String> names, Elements elements) {
        return names.stream().flatMap(name -> Optional.ofNullable(elements.getTypeElement(name)).stream());
    }

    private static void reportRoutes(TypeElement type, Problems problems) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            RouteAnnotations.of(method).stream()
                    .limit(1)
                    .forEach(route -> problems.add(
                            Message.ROUTE_OUTSIDE_CONTROLLER,
                            Place.of(method, route),
                            Place.describe(type),
                            Place.describe(method)));
        }
    }

    private void reportUnlisted(List<TypeElement> roots, Elements elements, Problems problems) {
        // The compiler reports a listed class that does not exist or is private. The application may mean one of the
        // unlisted classes, so they are not reported in addition.
        if (roots.isEmpty() || !roots.stream().allMatch(ApplicationAnnotation::areListedKnown)) {
            return;
        }
        Set<String> listed = roots.stream()
                .flatMap(UnusedAnnotations::listed)
                .map(type -> type.getQualifiedName().toString())
                .collect(Collectors.toSet());
        for (String name : controllers) {
            TypeElement type = elements.getTypeElement(name);
            if (!listed.contains(name) && type != null) {
                problems.add(
                        Message.UNLISTED_CONTROLLER,
                        Place.of(type),
                        Place.describe(type),
                        Place.describe(roots.get(0)));
            }
        }
        found(errors, elements)
                .filter(type -> !listed.contains(type.getQualifiedName().toString()))
                .filter(type -> !isForInheritance(type))
                .forEach(type -> reportErrorMethods(type, problems));
    }

    private static void reportErrorMethods(TypeElement type, Problems problems) {
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> Annotations.has(method, RuntimeAnnotations.ON_ERROR))
                .forEach(method -> problems.add(
                        ErrorMessage.STRAY_ERROR_METHOD,
                        Place.of(
                                method,
                                Annotations.find(method, RuntimeAnnotations.ON_ERROR)
                                        .orElseThrow()),
                        Place.describe(method),
                        Place.describe(type)));
    }
}
