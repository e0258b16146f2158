// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// First lines of a run folder's CSV files, as they are written and as they are expected.
namespace gossip::exporters {

inline constexpr const char* kMetricsHeader =
    "time_s,steps,epochs,train_loss,test_loss,test_accuracy,worker_accuracy_min,worker_accuracy_mean,"
    "consensus_distance,relative_consensus_distance,messages_sent,messages_delivered,messages_lost,"
    "bytes_sent,staleness_mean,workers_alive,samples_per_second";
inline constexpr const char* kWorkersHeader =
    "time_s,worker,steps,train_loss,distance_to_mean,sum_weight,inbox,staleness,alive,speed,log2_sum_weight,test_accuracy,probability";
inline constexpr const char* kEventsHeader = "time_s,kind,subject,detail";
inline constexpr const char* kGroupsHeader = "time_s,group,workers,test_accuracy";
inline constexpr const char* kExchangesHeader = "from,to,sent,delivered,lost,bytes";

inline constexpr const char* kInstrumentsHeader =
    "time_s,contraction_per_round,predicted_contraction_per_round,mean_pair_distance,largest_pair_distance,path_share_shown";
inline constexpr const char* kLayersHeader = "time_s,layer,parameters,consensus_distance";
inline constexpr const char* kPairsHeader = "from,to,distance,sent_per_step,expected_per_step";
inline constexpr const char* kPathsHeader = "time_s,worker,x,y";

}  // namespace gossip::exporters
