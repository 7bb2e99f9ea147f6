package dev.interlock.example.shop.lifetime;

import dev.interlock.annotation.HttpApp;

/** Application with the routes of {@link KeepingController}. */
@HttpApp(controllers = KeepingController.class)
final class KeepingApi {
    private KeepingApi() {}
}
