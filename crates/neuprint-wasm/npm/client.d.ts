import type { Client } from "./dist/neuprint.js";

/**
 * The client that functions ask if they are given none: the only one there is, or one that was set. A second, different
 * client takes the default away; equal clients (server, dataset, token) count as one.
 *
 * Throws a `NeuprintError` with the code `invalid-argument` if there is none; its message lists the clients.
 */
export declare function defaultClient(): Client;
/** Makes a client the default. It is then held until it is closed, or another one is set. */
export declare function setDefaultClient(client: Client | null | undefined): void;
/** Leaves no default client. */
export declare function clearDefaultClient(): void;
/** All clients that were neither closed nor garbage-collected. */
export declare function listAllClients(): Client[];

/** `Client.arrowEndpoint` of the option `client`, or of the default client. */
export declare const arrowEndpoint: Client["arrowEndpoint"];
/** `Client.fetchAdjacencies` of the option `client`, or of the default client. */
export declare const fetchAdjacencies: Client["fetchAdjacencies"];
/** `Client.fetchAllRois` of the option `client`, or of the default client. */
export declare const fetchAllRois: Client["fetchAllRois"];
/** `Client.fetchAvailable` of the option `client`, or of the default client. */
export declare const fetchAvailable: Client["fetchAvailable"];
/** `Client.fetchBodiesNear` of the option `client`, or of the default client. */
export declare const fetchBodiesNear: Client["fetchBodiesNear"];
/** `Client.fetchCommonConnectivity` of the option `client`, or of the default client. */
export declare const fetchCommonConnectivity: Client["fetchCommonConnectivity"];
/** `Client.fetchConnectionMitochondria` of the option `client`, or of the default client. */
export declare const fetchConnectionMitochondria: Client["fetchConnectionMitochondria"];
/** `Client.fetchCustom` of the option `client`, or of the default client. */
export declare const fetchCustom: Client["fetchCustom"];
/** `Client.fetchCustomNeurons` of the option `client`, or of the default client. */
export declare const fetchCustomNeurons: Client["fetchCustomNeurons"];
/** `Client.fetchDailyType` of the option `client`, or of the default client. */
export declare const fetchDailyType: Client["fetchDailyType"];
/** `Client.fetchDatabase` of the option `client`, or of the default client. */
export declare const fetchDatabase: Client["fetchDatabase"];
/** `Client.fetchDatasetAccess` of the option `client`, or of the default client. */
export declare const fetchDatasetAccess: Client["fetchDatasetAccess"];
/** `Client.fetchDatasets` of the option `client`, or of the default client. */
export declare const fetchDatasets: Client["fetchDatasets"];
/** `Client.fetchDbVersion` of the option `client`, or of the default client. */
export declare const fetchDbVersion: Client["fetchDbVersion"];
/** `Client.fetchDownstreamOrphanTasks` of the option `client`, or of the default client. */
export declare const fetchDownstreamOrphanTasks: Client["fetchDownstreamOrphanTasks"];
/** `Client.fetchHelp` of the option `client`, or of the default client. */
export declare const fetchHelp: Client["fetchHelp"];
/** `Client.fetchInstances` of the option `client`, or of the default client. */
export declare const fetchInstances: Client["fetchInstances"];
/** `Client.fetchMeanSynapses` of the option `client`, or of the default client. */
export declare const fetchMeanSynapses: Client["fetchMeanSynapses"];
/** `Client.fetchMeta` of the option `client`, or of the default client. */
export declare const fetchMeta: Client["fetchMeta"];
/** `Client.fetchMitochondria` of the option `client`, or of the default client. */
export declare const fetchMitochondria: Client["fetchMitochondria"];
/** `Client.fetchNeuronKeys` of the option `client`, or of the default client. */
export declare const fetchNeuronKeys: Client["fetchNeuronKeys"];
/** `Client.fetchNeurons` of the option `client`, or of the default client. */
export declare const fetchNeurons: Client["fetchNeurons"];
/** `Client.fetchOutputCompleteness` of the option `client`, or of the default client. */
export declare const fetchOutputCompleteness: Client["fetchOutputCompleteness"];
/** `Client.fetchPaths` of the option `client`, or of the default client. */
export declare const fetchPaths: Client["fetchPaths"];
/** `Client.fetchPrimaryRois` of the option `client`, or of the default client. */
export declare const fetchPrimaryRois: Client["fetchPrimaryRois"];
/** `Client.fetchProfile` of the option `client`, or of the default client. */
export declare const fetchProfile: Client["fetchProfile"];
/** `Client.fetchRawKeyvalue` of the option `client`, or of the default client. */
export declare const fetchRawKeyvalue: Client["fetchRawKeyvalue"];
/** `Client.fetchRoiCompleteness` of the option `client`, or of the default client. */
export declare const fetchRoiCompleteness: Client["fetchRoiCompleteness"];
/** `Client.fetchRoiConnectivity` of the option `client`, or of the default client. */
export declare const fetchRoiConnectivity: Client["fetchRoiConnectivity"];
/** `Client.fetchRoiHierarchy` of the option `client`, or of the default client. */
export declare const fetchRoiHierarchy: Client["fetchRoiHierarchy"];
/** `Client.fetchRoiMesh` of the option `client`, or of the default client. */
export declare const fetchRoiMesh: Client["fetchRoiMesh"];
/** `Client.fetchServerInfo` of the option `client`, or of the default client. */
export declare const fetchServerInfo: Client["fetchServerInfo"];
/** `Client.fetchShortestPaths` of the option `client`, or of the default client. */
export declare const fetchShortestPaths: Client["fetchShortestPaths"];
/** `Client.fetchSimpleConnections` of the option `client`, or of the default client. */
export declare const fetchSimpleConnections: Client["fetchSimpleConnections"];
/** `Client.fetchSkeleton` of the option `client`, or of the default client. */
export declare const fetchSkeleton: Client["fetchSkeleton"];
/** `Client.fetchSkeletons` of the option `client`, or of the default client. */
export declare const fetchSkeletons: Client["fetchSkeletons"];
/** `Client.fetchSynapseConnections` of the option `client`, or of the default client. */
export declare const fetchSynapseConnections: Client["fetchSynapseConnections"];
/** `Client.fetchSynapseNtKeys` of the option `client`, or of the default client. */
export declare const fetchSynapseNtKeys: Client["fetchSynapseNtKeys"];
/** `Client.fetchSynapses` of the option `client`, or of the default client. */
export declare const fetchSynapses: Client["fetchSynapses"];
/** `Client.fetchSynapsesAndClosestMitochondria` of the option `client`, or of the default client. */
export declare const fetchSynapsesAndClosestMitochondria: Client["fetchSynapsesAndClosestMitochondria"];
/** `Client.fetchToken` of the option `client`, or of the default client. */
export declare const fetchToken: Client["fetchToken"];
/** `Client.fetchTracedAdjacencies` of the option `client`, or of the default client. */
export declare const fetchTracedAdjacencies: Client["fetchTracedAdjacencies"];
/** `Client.fetchVersion` of the option `client`, or of the default client. */
export declare const fetchVersion: Client["fetchVersion"];
/** `Client.findNeurons` of the option `client`, or of the default client. */
export declare const findNeurons: Client["findNeurons"];
/** `Client.postRawKeyvalue` of the option `client`, or of the default client. */
export declare const postRawKeyvalue: Client["postRawKeyvalue"];
