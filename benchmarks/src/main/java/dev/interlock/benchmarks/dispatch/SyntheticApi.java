package dev.interlock.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Creates an API of any size that resembles real APIs. It consists of domains with several resources each. Each
 * resource has a collection, items, a search, a nested collection and actions. Some domains belong to a tenant: the
 * variable for the tenant is early in the path. The same size always gives the same API.
 */
final class SyntheticApi {
    private static final long SEED = 42;
    private static final int RESOURCES_PER_DOMAIN = 18;
    /** One in this many resources has files below its items. */
    private static final int RESOURCES_PER_FILES = 5;
    /** One in this many domains belongs to a tenant. */
    private static final int DOMAINS_PER_TENANT = 3;

    private static final List<String> DOMAINS = words("""
            shop catalog billing identity shipping inventory analytics messaging search payments
            accounts support marketing pricing fraud tax warehouse returns loyalty content
            media reporting audit scheduling notifications subscriptions partners contracts procurement treasury
            ledger risk compliance onboarding hr payroll assets maintenance fleet routing
            telemetry devices firmware provisioning networking storage compute secrets monitoring incidents""");

    private static final List<String> RESOURCES = words("""
            orders users products carts invoices sessions addresses shipments reviews coupons
            tickets campaigns prices rules alerts reports dashboards events files templates
            webhooks api-keys roles groups members teams projects tasks comments labels
            policies quotas limits jobs runs schedules exports imports batches transfers
            payouts refunds disputes balances currencies regions zones stores channels segments
            audiences experiments variants features releases versions snapshots backups certificates domains""");

    private static final List<String> NESTED =
            words("items notes history attachments tags permissions lines watchers revisions metrics");

    private static final List<String> ACTIONS =
            words("cancel activate archive restore approve reject publish duplicate lock retry");

    private final Random random = new Random(SEED);
    private final List<Endpoint> endpoints = new ArrayList<>();

    private SyntheticApi() {}

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }

    /**
     * Returns the first {@code size} endpoints of the API.
     *
     * @throws IllegalArgumentException when the vocabulary is too small for the size
     */
    static List<Endpoint> endpoints(int size) {
        SyntheticApi api = new SyntheticApi();
        api.grow(size);
        if (api.endpoints.size() < size) {
            throw new IllegalArgumentException("There are " + api.endpoints.size() + " synthetic routes, not " + size);
        }
        return List.copyOf(api.endpoints.subList(0, size));
    }

    private void grow(int size) {
        for (int i = 0; i < DOMAINS.size() && endpoints.size() < size; i++) {
            boolean ofTenant = i % DOMAINS_PER_TENANT == DOMAINS_PER_TENANT - 1;
            String base = (ofTenant ? "/v1/tenants/{tenant}/" : "/v1/") + DOMAINS.get(i);
            List<String> resources = new ArrayList<>(RESOURCES);
            Collections.shuffle(resources, random);
            resources.subList(0, RESOURCES_PER_DOMAIN).forEach(resource -> addResource(base, resource));
        }
    }

    private void addResource(String base, String resource) {
        String collection = base + "/" + resource;
        String item = collection + "/{id}";
        add("GET", collection);
        add("POST", collection);
        add("GET", item);
        add("PUT", item);
        add("PATCH", item);
        add("DELETE", item);
        add("GET", collection + "/search");
        addNested(item + "/" + pick(NESTED));
        add("POST", item + "/" + pick(ACTIONS));
        if (random.nextInt(RESOURCES_PER_FILES) == 0) {
            add("GET", item + "/files/{*path}");
        }
    }

    private void addNested(String nested) {
        add("GET", nested);
        add("POST", nested);
        add("GET", nested + "/{number}");
        add("DELETE", nested + "/{number}");
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private void add(String method, String template) {
        endpoints.add(new Endpoint(method, template));
    }
}
