package dev.interlock.processor.read;

import dev.interlock.processor.check.handler.AccessRules;
import dev.interlock.processor.check.handler.ControllerRules;
import dev.interlock.processor.declaration.ApplicationAnnotation;
import dev.interlock.processor.declaration.WireNames;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.ErrorMethod;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.read.json.JsonImports;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.CompiledSources;
import dev.interlock.processor.source.KnownTypes;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.SecretFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the whole application of an {@code @HttpApp} class: controllers, filters, error methods and routes. */
public final class ApplicationReader {
    private final Elements elements;
    private final Types types;
    private final CompiledSources sources;
    private final SecretFields secrets;
    private final Problems problems;

    /** Creates a reader for one compilation. The reader adds mistakes to {@code problems}. */
    public ApplicationReader(
            Elements elements, Types types, CompiledSources sources, SecretFields secrets, Problems problems) {
        this.elements = elements;
        this.types = types;
        this.sources = sources;
        this.secrets = secrets;
        this.problems = problems;
    }

    /** Reads the application of an annotated class; empty if a mistake was reported. */
    public Optional<Application> read(TypeElement root) {
        problems.startApplication(Place.of(root, ApplicationAnnotation.of(root)));
        PackageElement home = elements.getPackageOf(root);
        Scope scope = new Scope(
                elements, types, sources, new KnownTypes(elements), home, JsonImports.of(root), secrets, problems);
        InstanceNames names = new InstanceNames();
        FilterReader filterReader = new FilterReader(scope, root, names);
        ControllerReader reader = new ControllerReader(scope, root, filterReader);
        Steps steps = new Steps();
        steps.take(reader.checkAround(root));
        List<Instance> controllers = steps.take(controllers(scope, root, names));
        List<Instance> filters = steps.take(filterReader.readApplication());
        ErrorsReader errorsReader = new ErrorsReader(scope);
        List<Instance> errors = steps.take(errorsReader.instances(root, ApplicationAnnotation.of(root), names));
        List<Route> routes = new ArrayList<>();
        controllers.forEach(it -> routes.addAll(steps.take(reader.read(it))));
        List<ErrorMethod> errorMethods = steps.take(errorsReader.read(controllers, errors, filters));
        steps.take(checkAccess(scope, root, filters, routes));
        Optional<String> challenge = steps.take(challenge(scope, root));
        if (!steps.areSound()) {
            return Optional.empty();
        }
        List<String> methods = methods(routes);
        return Optional.of(new Application(
                root,
                home.getQualifiedName().toString(),
                ApplicationAnnotation.routerName(root),
                controllers,
                filters,
                filterReader.ofRoutes(),
                errors,
                errorMethods,
                challenge,
                trailingSlash(root),
                methods,
                numbered(routes, methods),
                reader.checkedTypes()));
    }

    private static boolean checkAccess(Scope scope, TypeElement root, List<Instance> filters, List<Route> routes) {
        AccessRules rules = new AccessRules(scope);
        boolean isClosed =
                Annotations.constant(ApplicationAnnotation.of(root), "access").equals("CLOSED");
        boolean isSound = !isClosed || rules.requireDeclaredAccess(root, routes);
        isSound &= rules.allowAbsentPrincipals(routes);
        return (!filters.isEmpty() || rules.requireBoundFilter(root, routes)) && isSound;
    }

    private static String trailingSlash(TypeElement root) {
        return Annotations.value(ApplicationAnnotation.of(root), "trailingSlash")
                .getValue()
                .toString();
    }

    /**
     * Returns the authentication challenge that the application sets; empty if it sets none. Reports a challenge that
     * clients cannot parse.
     */
    private static Outcome<Optional<String>> challenge(Scope scope, TypeElement root) {
        AnnotationMirror annotation = ApplicationAnnotation.of(root);
        if (!Annotations.isGiven(annotation, "challenge")) {
            return Outcome.sound(Optional.empty());
        }
        String value = Annotations.text(annotation, "challenge");
        String scheme = value.split(" ", 2)[0];
        boolean isReadable = WireNames.isToken(scheme) && value.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!isReadable) {
            scope.report(ErrorMessage.INVALID_CHALLENGE, Place.ofMember(root, annotation, "challenge"), value);
        }
        return new Outcome<>(Optional.of(value), isReadable);
    }

    private static Outcome<List<Instance>> controllers(Scope scope, TypeElement root, InstanceNames names) {
        List<AnnotationValue> values = ApplicationAnnotation.listed(root, "controllers");
        Steps steps = new Steps();
        if (values.isEmpty()) {
            steps.flaw();
            scope.report(
                    Message.NO_CONTROLLERS,
                    Place.ofMember(root, ApplicationAnnotation.of(root), "controllers"),
                    Place.describe(root));
        }
        ControllerRules rules = new ControllerRules(scope);
        Set<TypeElement> seen = new LinkedHashSet<>();
        for (AnnotationValue value : values) {
            Place place = Place.of(root, ApplicationAnnotation.of(root), value);
            TypeElement type = ApplicationAnnotation.classOf(value)
                    .filter(it -> Annotations.has(it, RuntimeAnnotations.CONTROLLER))
                    .orElse(null);
            if (type == null) {
                scope.report(Message.NOT_A_CONTROLLER, place, ApplicationAnnotation.describe(value));
                steps.flaw();
            } else if (seen.contains(type)) {
                scope.report(Message.DUPLICATE_CONTROLLER, place, Place.describe(type));
                steps.flaw();
            } else if (rules.isUsable(type)) {
                seen.add(type);
            } else {
                steps.flaw();
            }
        }
        return steps.outcome(
                seen.stream().map(type -> names.name(type, "Controller")).toList());
    }

    private static List<String> methods(List<Route> routes) {
        Stream<String> own = routes.stream()
                .map(Route::method)
                .filter(method -> !Application.STANDARD_METHODS.contains(method))
                .distinct()
                .sorted();
        return Stream.concat(Application.STANDARD_METHODS.stream(), own).toList();
    }

    /**
     * Sorts routes so that their numbers do not depend on the order of the sources. Each route keeps its position in
     * the given list.
     */
    private static List<Route> numbered(List<Route> routes, List<String> methods) {
        List<Route> sorted = new ArrayList<>();
        for (int position = 0; position < routes.size(); position++) {
            sorted.add(routes.get(position).at(position));
        }
        sorted.sort(Comparator.comparing((Route route) -> route.template().text())
                .thenComparing(route -> methods.indexOf(route.method()))
                .thenComparing(route -> route.handler().controller().name())
                .thenComparing(route -> Place.describe(route.handler().method())));
        return sorted;
    }
}
