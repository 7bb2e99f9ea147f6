package shop;

import dev.interlock.annotation.HttpApp;

@HttpApp(controllers = Orders.class)
final class Api {}
